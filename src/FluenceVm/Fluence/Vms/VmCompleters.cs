using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Vms;

/// <summary>Completes VMs' names, with their status and price.</summary>
public sealed class VmNameCompleter : FluenceCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> LoadAsync(IFluenceClient client, CancellationToken cancellationToken) =>
        [.. (await Fleet.ReadAsync(client, cancellationToken))
            .Where(vm => vm.Name is not null)
            .GroupBy(vm => vm.Name!, StringComparer.OrdinalIgnoreCase)
            .Select(group => new Candidate(group.Key, group.Key, Fleet.Describe(group.First())))];
}

/// <summary>Completes VMs: to the name if only one VM has it, otherwise to the id. Their ids are in the list.</summary>
public sealed class VmCompleter : FluenceCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> LoadAsync(IFluenceClient client, CancellationToken cancellationToken)
    {
        var vms = await Fleet.ReadAsync(client, cancellationToken);
        var names = vms.ToLookup(vm => vm.Name, StringComparer.OrdinalIgnoreCase);
        return [.. vms.Select(vm => new Candidate(
            vm.Name is { Length: > 0 } name && names[name].Count() == 1 ? name : vm.Id, vm.ToString(), Fleet.Describe(vm), vm.Id))];
    }
}

/// <summary>Completes VMs' ids; the typed beginning may be a name's.</summary>
public sealed class VmIdCompleter : FluenceCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> LoadAsync(IFluenceClient client, CancellationToken cancellationToken) =>
        [.. (await Fleet.ReadAsync(client, cancellationToken)).Select(vm => new Candidate(vm.Id, vm.ToString(), Fleet.Describe(vm)))];
}

/// <summary>Completes statuses: the documented ones, and those that the account's VMs have now.</summary>
public sealed class VmStatusCompleter : FluenceCompleter
{
    private static readonly string[] Documented =
    [
        VmStatus.Active, VmStatus.InsufficientFunds, VmStatus.Launching, VmStatus.New, VmStatus.SmallBalance,
        VmStatus.Stopped, VmStatus.Terminated,
    ];

    private protected override async Task<IReadOnlyList<Candidate>> LoadAsync(IFluenceClient client, CancellationToken cancellationToken)
    {
        var vms = await Fleet.ReadAsync(client, cancellationToken);
        var counts = vms.ToLookup(vm => vm.Status, StringComparer.OrdinalIgnoreCase);
        return [.. Documented.Union(counts.Select(group => group.Key), StringComparer.OrdinalIgnoreCase)
            .Select(status => new Candidate(status, status, Text.Of(nameof(Messages.VmsWithStatus), counts[status].Count())))];
    }
}

/// <summary>Completes the ports that the account's VMs have open, with the VMs' names.</summary>
public sealed class OpenPortCompleter : FluenceCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> LoadAsync(IFluenceClient client, CancellationToken cancellationToken) =>
        [.. (await Fleet.ReadAsync(client, cancellationToken))
            .SelectMany(vm => vm.Ports ?? [], (vm, port) => (Port: port, vm.Name))
            .GroupBy(open => open.Port, open => open.Name)
            .OrderBy(group => group.Key.Port)
            .Select(group => new Candidate($"{group.Key}", $"{group.Key}", string.Join(", ", group)))];
}

/// <summary>The account's VMs, for completions.</summary>
internal static class Fleet
{
    public static async Task<List<Vm>> ReadAsync(IFluenceClient client, CancellationToken cancellationToken)
    {
        var vms = new List<Vm>();
        await client.ListVmsAsync(VmFilter.All, vms.Add, cancellationToken);
        return vms;
    }

    public static string Describe(Vm vm) => $"{vm.Status}, {(vm.PricePerEpoch is { } price
        ? Text.Of(nameof(Messages.PricePerEpoch), price, vm.Currency)
        : Messages.PriceUnknown)}";
}
