using System.Text;
using FluenceVm.Emulator.Fluence.Cloud;
using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Disks;
using FsCheck;
using FsCheck.Fluent;

namespace FluenceVm.Emulator.Tests.Fluence.Cloud;

/// <summary>Something that is asked of <c>/v3</c>, or a step of time; it prints as what it is.</summary>
internal sealed record CloudOperation(string Text, Func<CloudAccount, (string Method, string Path, string? Body)?> Request, int Seconds = 0)
{
    public override string ToString() => Text;

    /// <summary>Does it; what is refused is refused.</summary>
    /// <returns>The status: 404 for what can't even be asked, and null for a step of time.</returns>
    public async Task<int?> Run(VmEmulator emulator)
    {
        if (Seconds > 0)
        {
            emulator.Step(TimeSpan.FromSeconds(Seconds));
            return null;
        }
        if (Request(emulator.Cloud) is not var (method, path, body))
        {
            return 404;
        }
        using var request = new HttpRequestMessage(new HttpMethod(method), "v3/" + path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        var text = Text.GetHashCode(StringComparison.Ordinal);
        request.Headers.Add("Idempotency-Key", FormattableString.Invariant($"{text}.{emulator.Cloud.NextNumber}"));
        request.Headers.Add("X-API-KEY", emulator.ApiKey);
        using var http = new HttpClient(emulator.CreateHandler()) { BaseAddress = emulator.Uri };
        using var response = await http.SendAsync(request);
        return (int)response.StatusCode;
    }
}

/// <summary>Random operations, right and wrong ones.</summary>
internal static class CloudOperations
{
    private static readonly string[] Places = ["PL", "DE", "FI"];

    public static Gen<CloudOperation> Any { get; } = Gen.Frequency(
        (3, from place in Gen.Elements(Places)
            from extra in Gen.Choose(0, 3)
            from isPublic in Gen.Elements(true, false)
            select new CloudOperation($"draft in {place} +{extra}", _ => ("POST", "vms", DraftBody(place, extra, isPublic)))),
        (5, OnVm("provision", "POST", "/provision")),
        (2, OnVm("terminate", "POST", "/terminate")),
        (1, OnVm("discard", "DELETE", string.Empty)),
        (1, OnVm("restart", "POST", "/restart")),
        (1, OnVm("rename", "PATCH", string.Empty, """{"name":"renamed"}""")),
        (2, from gb in Gen.Choose(1, 3000)
            from place in Gen.Elements(Places)
            select new CloudOperation($"disk of {gb}", _ => ("POST", "storages", DiskBody(place, gb)))),
        (1, from place in Gen.Elements(Places)
            select new CloudOperation("address", _ => ("POST", "public-ips", Body("ip", place, ""","addressType":"V4" """)))),
        (2, OnDisk("delete disk", disk => ("DELETE", $"storages/{disk.Id}", null))),
        (2, from gb in Gen.Choose(1, 500)
            from enlarging in OnDisk($"to {gb} GB disk", disk => ("PATCH", $"storages/{disk.Id}", $$"""{"volumeGb":{{gb}}}"""))
            select enlarging),
        (2, from which in Gen.Choose(0, 12)
            from vm in Gen.Choose(0, 8)
            select new CloudOperation($"attach disk {which} to {vm}", account => Attaching(account, which, vm))),
        (1, from which in Gen.Choose(0, 12)
            select new CloudOperation($"delete address {which}", account =>
                Nth(account.Addresses, which) is { } address ? ("DELETE", $"public-ips/{address.Id}", null) : null)),
        (1, Gen.Constant(new CloudOperation("pay in", _ => ("POST", "promo-codes/redeem", """{"code":"EMULATOR"}""")))),
        (6, from seconds in Gen.Elements(1, 2, 5, 3_599, 86_400, 1_000_000)
            select new CloudOperation($"step {seconds} s", _ => null, seconds)));

    private static Gen<CloudOperation> OnVm(string text, string method, string path, string? body = null) =>
        from which in Gen.Choose(0, 8)
        select new CloudOperation($"{text} {which}", account =>
            Nth(account.Vms, which) is { } vm ? (method, $"vms/{vm.Id}{path}", body) : null);

    private static Gen<CloudOperation> OnDisk(string text, Func<Disk, (string, string, string?)> request) =>
        from which in Gen.Choose(0, 12)
        select new CloudOperation($"{text} {which}", account => Nth(account.Disks, which) is { } disk ? request(disk) : null);

    private static (string, string, string?)? Attaching(CloudAccount account, int which, int vm) =>
        Nth(account.Disks, which) is { } disk && Nth(account.Vms, vm) is { } to
            ? ("POST", $"vms/{to.Id}/storages", $"\"{disk.Id}\"")
            : null;

    private static T? Nth<T>(Table<T> table, int which)
        where T : Row => table.All.ElementAtOrDefault(which);

    private static string Body(string name, string place, string more) =>
        $$"""{"name":"{{name}}","clusterId":"{{CloudTest.ClusterIn(place)}}"{{more}}}""";

    private static string DiskBody(string place, int gb) =>
        Body("data", place, $""","storageType":"NVME","replicated":true,"volumeGb":{gb}""");

    private static string DraftBody(string place, int extra, bool isPublic)
    {
        var disks = string.Join(',', Enumerable.Repeat("""{"kind":"new","volumeGb":10}""", extra));
        var interfaces = isPublic ? ""","interfaces":[{"kind":"public","addressType":"V4"}]""" : string.Empty;
        return Body("web", place, $""","dataDisks":[{disks}]{interfaces}""");
    }
}
