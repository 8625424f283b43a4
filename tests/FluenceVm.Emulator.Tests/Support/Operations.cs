using System.Globalization;
using FluenceVm.Emulator.Fluence;
using FluenceVm.Emulator.Tests.Fluence.Cloud;
using FsCheck;
using FsCheck.Fluent;

namespace FluenceVm.Emulator.Tests.Support;

/// <summary>Something that is done to an emulator; it prints as what it is.</summary>
internal sealed record Operation(string Text, Func<VmEmulator, EmulatorClient, Task> Run)
{
    public override string ToString() => Text;
}

/// <summary>Random operations, right and wrong ones.</summary>
internal static class Operations
{
    private static readonly string[] Sizes = [.. Catalogue.Configurations.Select(size => size.Slug)];
    private static readonly string[] Countries = [.. Catalogue.Datacenters.Select(each => each.CountryCode)];

    /// <summary>Operations on the emulated Fluence, and steps of the clock.</summary>
    public static Gen<Operation> OnFluence { get; } = Gen.Frequency(
        (4, from count in Gen.Choose(1, 30)
            from size in Gen.Elements(Sizes)
            from country in Gen.Elements(Countries)
            from extra in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 600)))
            select new Operation(
                $"order {count} {size} in {country} with {extra} GiB",
                (_, client) => client.Post("vms/v3", EmulatorClient.OrderBody(count, constraints: Constraints(size, country, extra))))),
        (3, from which in Gen.Choose(0, 40)
            select new Operation($"delete {which}", (emulator, client) => client.Delete($$"""{"vmIds":["{{Id(emulator, which)}}"]}"""))),
        (1, from which in Gen.Choose(0, 40)
            select new Operation($"rename {which}", (emulator, client) =>
                client.Send(HttpMethod.Patch, "vms/v3", $$"""{"updates":[{"id":"{{Id(emulator, which)}}","vmName":"renamed"}]}"""))),
        (4, from seconds in Gen.Elements(0, 1, 3, 3600, 43_200, 86_400, 200_000, 2_592_000)
            select new Operation($"step {seconds} s", (emulator, _) => Step(emulator, seconds))),
        (6, from operation in CloudOperations.Any
            select new Operation(operation.Text, (emulator, _) => operation.Run(emulator))));

    /// <summary>Operations on both clouds, and all generations.</summary>
    public static Gen<Operation> OnBoth { get; } = Gen.Frequency(
        (4, OnFluence),
        (1, from add in Gen.Elements(true, false)
            select new Operation(add ? "add a key" : "remove the key", (_, client) => add
                ? client.Post("ssh_keys", $$"""{"name":"work","publicKey":"{{EmulatorClient.PublicKey}}"}""")
                : client.Send(HttpMethod.Delete, "ssh_keys", """{"fingerprint":"SHA256:unknown"}"""))),
        (3, from machine in Gen.Choose(1, 9)
            from message in Gen.Elements(
                "order_machine",
                "disown_machine",
                "fund_machine",
                "request_machine_stop",
                "request_machine_start",
                "request_machine_restart")
            from credit in Gen.Elements(0, 3, 40)
            from memo in Gen.Choose(0, 1_000_000_000)
            select new Operation(
                $"{message} m-{machine} with {credit}",
                (emulator, client) => client.Post("emulator/cudos/execute", Message(emulator, message, machine, credit, memo)))));

    private static string Message(VmEmulator emulator, string message, int machine, int credit, int memo)
    {
        var order = message == "order_machine"
            ? ""","image_id":"debian-12","machine_type_id":"basic-2","ssh_key":"ssh-ed25519 AAAA fake" """
            : string.Empty;
        var funds = credit == 0
            ? string.Empty
            : $$"""{"denom":"acudos","amount":"{{credit.ToString(CultureInfo.InvariantCulture)}}000000000000000000"}""";
        return $$"""
            {"sender":"{{emulator.Owner}}","contract":"{{emulator.ContractAddress}}",
            "msg":{"{{message}}":{"id":"m-{{machine}}"{{order}}} },"funds":[{{funds}}],"memo":"{{memo}}"}
            """;
    }

    private static string Constraints(string size, string country, int extra) => extra == 0
        ? $$"""{"basicConfiguration":"{{size}}","datacenter":{"countries":["{{country}}"]} }"""
        : $$"""
            {"basicConfiguration":"{{size}}","hardware":{"storage":[{"type":"NVMe"}]},
            "additionalResources":{"storage":[{"type":"NVMe","supply":{{extra}},"units":"GiB"}]} }
            """;

    private static string Id(VmEmulator emulator, int which) =>
        emulator.Account.Fleet.All.ElementAtOrDefault(which)?.Id ?? VmIds.Of(99, which);

    private static Task Step(VmEmulator emulator, int seconds)
    {
        emulator.Step(TimeSpan.FromSeconds(seconds));
        return Task.CompletedTask;
    }
}
