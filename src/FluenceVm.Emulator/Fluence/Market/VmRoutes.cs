using System.Text.Json;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Market;

/// <summary>The routes of the VMs themselves (docs/services/fluence-market.md, "VMs").</summary>
internal sealed class VmRoutes(FluenceAccount account)
{
    private readonly Fleet _fleet = account.Fleet;

    public IEnumerable<Route> All =>
    [
        new("ListVms", "GET", "/vms/v2", (_, _) => JsonResponse.Array(_fleet.All, VmWriter.MarketV2)),
        new("ListVms", "GET", "/vms/v3", (_, _) => JsonResponse.Array(_fleet.All, VmWriter.MarketV3)),
        new("GetVmStatus", "GET", "/vms/v3/status", (request, _) => Status(request)),
        new("CreateVm", "POST", "/vms/v3", Create),
        new("UpdateVm", "PATCH", "/vms/v3", (request, _) => Update(request)),
        new("DeleteVm", "DELETE", "/vms/v3", Delete),
    ];

    private EmulatorResponse Status(EmulatorRequest request)
    {
        var ids = request.Query.TryGetValue("ids", out var lists)
            ? lists.SelectMany(list => list.Split(',')).ToList()
            : throw RefusedException.BadRequest("missing query parameter `ids`");
        foreach (var id in ids)
        {
            CheckId(id);
        }
        return JsonResponse.Array(ids.Distinct(StringComparer.OrdinalIgnoreCase).Select(_fleet.Find).OfType<EmulatedVm>(), VmWriter.Status);
    }

    private EmulatorResponse Create(EmulatorRequest request, DateTimeOffset now)
    {
        var order = VmOrder.Read(RequestBody.Object(request));
        account.SshKeys.Check(order.SshKeys);
        var offers = account.Offers.Choose(order.Constraints, order.Instances);
        var extra = order.Constraints.ExtraGiB;
        if (offers.Sum(offer => offer.PriceWith(extra)) * Ledger.DepositEpochs > account.Ledger.Balance)
        {
            throw RefusedException.Unmet("Insufficient balance");
        }
        var vms = new List<EmulatedVm>();
        foreach (var offer in offers)
        {
            vms.Add(Start(order, offer, now));
            request.PartDone();
        }
        return JsonResponse.Array(vms, (json, vm) =>
        {
            json.WriteStartObject();
            json.WriteString("vmId", vm.Id);
            json.WriteString("vmName", vm.Name);
            json.WriteEndObject();
        });
    }

    private EmulatedVm Start(VmOrder order, Offer offer, DateTimeOffset now)
    {
        var number = _fleet.NextNumber++;
        var extra = order.Constraints.ExtraGiB;
        var vm = new EmulatedVm
        {
            Number = number,
            Id = VmIds.Of(account.Seed, number),
            Name = order.Name,
            HostName = order.HostName,
            Offer = offer,
            ExtraStorage = extra,
            OsImage = order.OsImage,
            SshKeys = order.SshKeys,
            Ports = order.Ports,
            CreatedAt = now,
            ActiveAt = now + VmTimes.Launch,
            NextBillingAt = now + VmTimes.Epoch,
            CheckAt = now + VmTimes.Epoch - VmTimes.Warning,
            PublicIp = VmIds.Address(number),
            Price = offer.PriceWith(extra),
        };
        vm.Enter(VmState.New, now);
        account.Ledger.Start(vm);
        _fleet.Add(vm);
        return vm;
    }

    private EmulatorResponse Update(EmulatorRequest request)
    {
        var updates = (RequestBody.Objects(RequestBody.Object(request), "updates") ?? throw RequestBody.Missing("updates"))
            .Select(ReadUpdate)
            .ToList();
        if (updates.Count == 0)
        {
            throw RefusedException.BadRequest("invalid field `updates`: expected at least one update");
        }
        foreach (var (vm, name, ports) in updates)
        {
            vm.Name = name ?? vm.Name;
            if (ports is not null)
            {
                vm.Ports = ports;
            }
            _fleet.Tell(vm, vm.StateChangedAt);
            request.PartDone();
        }
        return JsonResponse.Empty(204);
    }

    private (EmulatedVm Vm, string? Name, IReadOnlyList<OpenPort>? Ports) ReadUpdate(JsonElement json)
    {
        RequestBody.AllowOnly(json, "id", "vmName", "openPorts");
        var id = RequestBody.RequiredText(json, "id");
        CheckId(id);
        var name = RequestBody.Text(json, "vmName");
        var ports = VmOrder.ReadPorts(json);
        if (name is null && ports is null)
        {
            throw RefusedException.BadRequest("an update needs `vmName` or `openPorts`");
        }
        var vm = Known(id);
        return vm.MarkedForDeletion || vm.State == VmState.Terminated
            ? throw RefusedException.Unmet($"VM {vm.Id} can't be updated: it is {vm.State}")
            : (vm, name is null ? null : VmOrder.CheckedName(name), ports);
    }

    private EmulatorResponse Delete(EmulatorRequest request, DateTimeOffset now)
    {
        var body = RequestBody.Object(request);
        if (RequestBody.Text(body, "vmId") is { } id)
        {
            _fleet.Delete(KnownWellFormed(id), now);
            return JsonResponse.Empty(200);
        }
        var ids = RequestBody.Texts(body, "vmIds") ?? throw RequestBody.Missing("vmIds");
        if (ids.Count == 0)
        {
            throw RefusedException.BadRequest("invalid field `vmIds`: expected at least one id");
        }
        var vms = ids.Select(KnownWellFormed).Distinct().ToList();
        foreach (var vm in vms)
        {
            _fleet.Delete(vm, now);
            request.PartDone();
        }
        return JsonResponse.Write(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("removed_ids");
            vms.ForEach(vm => json.WriteStringValue(vm.Id));
            json.WriteEndArray();
            json.WriteStartArray("transactions");
            vms.ForEach(vm => json.WriteStringValue(VmIds.Transaction(account.Seed, vm.Number)));
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private EmulatedVm KnownWellFormed(string id)
    {
        CheckId(id);
        return Known(id);
    }

    private EmulatedVm Known(string id) => _fleet.Find(id) ?? throw RefusedException.NotFound($"VM not found: {id}");

    private static void CheckId(string id)
    {
        if (!VmIds.IsWellFormed(id))
        {
            throw RefusedException.BadRequest("invalid VM id: expected 0x and 40 hexadecimal digits");
        }
    }
}
