using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using static FluenceVm.Emulator.Fluence.StateJson;

namespace FluenceVm.Emulator.Fluence;

/// <summary>The account as JSON, for the state that survives a restart. Stock isn't written: it is what the VMs don't hold.</summary>
internal static class FluenceState
{
    public static JsonNode Save(FluenceAccount account) => new JsonObject
    {
        ["seed"] = account.Seed,
        ["capacity"] = (long)account.Stock.Factor,
        ["nextNumber"] = account.Fleet.NextNumber,
        ["ledger"] = new JsonObject
        {
            ["paidIn"] = account.Ledger.PaidIn,
            ["balance"] = account.Ledger.Unbilled,
            ["reserved"] = account.Ledger.Reserved,
            ["spent"] = account.Ledger.Spent,
        },
        ["sshKeys"] = new JsonArray([.. account.SshKeys.All.Select(key => (JsonNode)new JsonObject
        {
            ["name"] = key.Name,
            ["fingerprint"] = key.Fingerprint,
            ["algorithm"] = key.Algorithm,
            ["comment"] = key.Comment,
            ["publicKey"] = key.PublicKey,
            ["createdAt"] = Time(key.CreatedAt),
        })]),
        ["vms"] = new JsonArray([.. account.Fleet.All.Select(vm => (JsonNode)SaveVm(vm))]),
        ["endedVms"] = new JsonArray([.. account.Fleet.Roster.Ended.Select(vm => (JsonNode)SaveVm(vm))]),
    };

    /// <summary>Fills an account that is still empty.</summary>
    /// <exception cref="FormatException">The state is not one that <see cref="Save"/> wrote.</exception>
    public static void Load(FluenceAccount account, JsonNode state)
    {
        try
        {
            account.Seed = Member(state, "seed").GetValue<int>();
            account.Stock.Grow((int)Number(state, "capacity"));
            foreach (var key in Member(state, "sshKeys").AsArray())
            {
                account.SshKeys.Restore(LoadKey(key));
            }
            foreach (var vm in Member(state, "vms").AsArray())
            {
                account.Fleet.Add(LoadVm(vm));
            }
            foreach (var vm in Member(state, "endedVms").AsArray())
            {
                account.Fleet.Roster.End(LoadVm(vm));
            }
            account.Fleet.NextNumber = Member(state, "nextNumber").GetValue<long>();
            var ledger = Member(state, "ledger");
            account.Ledger.Restore(
                Number(ledger, "paidIn"), Number(ledger, "balance"), Number(ledger, "reserved"), Number(ledger, "spent"));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or JsonException or OverflowException)
        {
            throw new FormatException($"the Fluence part can't be read: {e.Message}", e);
        }
        if (account.Fleet.All.Sum(vm => vm.Reserve) != account.Ledger.Reserved
            || account.Fleet.All.Any(vm => vm.Number >= account.Fleet.NextNumber))
        {
            throw new FormatException("the Fluence part contradicts itself: the VMs don't fit the ledger");
        }
    }

    private static JsonObject SaveVm(EmulatedVm vm) => new()
    {
        ["number"] = vm.Number,
        ["id"] = vm.Id,
        ["name"] = vm.Name,
        ["hostName"] = vm.HostName,
        ["offer"] = vm.Offer.Key,
        ["isOfCloud"] = vm.IsOfCloud,
        ["extraStorage"] = vm.ExtraStorage,
        ["osImage"] = vm.OsImage,
        ["sshKeys"] = new JsonArray([.. vm.SshKeys.Select(key => (JsonNode)key)]),
        ["ports"] = new JsonArray([.. vm.Ports.Select(port => (JsonNode)FormattableString.Invariant($"{port.Port}/{port.Protocol}"))]),
        ["state"] = vm.State.ToString(),
        ["stateChangedAt"] = Time(vm.StateChangedAt),
        ["createdAt"] = Time(vm.CreatedAt),
        ["activeAt"] = Time(vm.ActiveAt),
        ["nextBillingAt"] = Time(vm.NextBillingAt),
        ["checkAt"] = Time(vm.CheckAt),
        ["removeAt"] = Time(vm.RemoveAt),
        ["publicIp"] = vm.PublicIp,
        ["price"] = vm.Price,
        ["reserve"] = vm.Reserve,
        ["spent"] = vm.Spent,
    };

    private static EmulatedVm LoadVm(JsonNode? node)
    {
        var vm = new EmulatedVm
        {
            Number = Number(node, "number"),
            Id = Text(node, "id"),
            Name = Text(node, "name"),
            HostName = Text(node, "hostName"),
            Offer = Catalogue.Find(Text(node, "offer")) ?? throw new FormatException($"there is no offer {Text(node, "offer")}"),
            IsOfCloud = Flag(node, "isOfCloud"),
            ExtraStorage = Number(node, "extraStorage"),
            OsImage = Text(node, "osImage"),
            SshKeys = [.. Member(node, "sshKeys").AsArray().Select(key => key!.GetValue<string>())],
            Ports = [.. Member(node, "ports").AsArray().Select(port => LoadPort(port!.GetValue<string>()))],
            CreatedAt = RequiredMoment(node, "createdAt"),
            ActiveAt = RequiredMoment(node, "activeAt"),
            NextBillingAt = Moment(node, "nextBillingAt"),
            CheckAt = Moment(node, "checkAt"),
            RemoveAt = Moment(node, "removeAt"),
            PublicIp = Text(node, "publicIp"),
            Price = Number(node, "price"),
            Reserve = Number(node, "reserve"),
            Spent = Number(node, "spent"),
        };
        var isKnown = Enum.TryParse<VmState>(Text(node, "state"), out var state);
        vm.Enter(
            isKnown ? state : throw new FormatException($"there is no status {Text(node, "state")}"),
            RequiredMoment(node, "stateChangedAt"));
        return vm;
    }

    private static SshKey LoadKey(JsonNode? node) => new(
        Text(node, "name"),
        Text(node, "fingerprint"),
        Text(node, "algorithm"),
        Text(node, "comment"),
        Text(node, "publicKey"),
        RequiredMoment(node, "createdAt"));

    private static OpenPort LoadPort(string text)
    {
        var parts = text.Split('/');
        return new OpenPort(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]);
    }
}
