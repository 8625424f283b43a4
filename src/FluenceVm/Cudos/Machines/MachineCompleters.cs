using FluenceVm.Clouds.Cudos;
using FluenceVm.Cudos.Context;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Cudos.Machines;

/// <summary>Completes the ids of the account's machines, with their state and price.</summary>
public sealed class MachineIdCompleter : CudosCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> LoadAsync(
        CudosClient client, CudosSession session, CancellationToken cancellationToken)
    {
        var candidates = new List<Candidate>();
        await client.ListMachinesAsync(
            session.Owner, null, machine => candidates.Add(
                new Candidate(machine.Id, machine.Id, $"{machine.State}, {MachineText.Price(machine.AcudosPerHour)}")), cancellationToken);
        return candidates;
    }
}

/// <summary>Completes the machine types that can be ordered, with their size and price.</summary>
public sealed class MachineTypeCompleter : CudosCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> LoadAsync(
        CudosClient client, CudosSession session, CancellationToken cancellationToken)
    {
        var candidates = new List<Candidate>();
        await client.ListMachineTypesAsync(Keep, cancellationToken);
        return candidates;

        void Keep(MachineType type)
        {
            if (type.Available)
            {
                candidates.Add(new Candidate(type.Id, type.Id, Text.Of(
                    nameof(Messages.MachineTypeToolTip),
                    type.CpuCount,
                    type.MemoryGiB,
                    type.GpuCount,
                    MachineText.Price(type.AcudosPerHour))));
            }
        }
    }
}

/// <summary>Completes images by their ids, with their names.</summary>
public sealed class MachineImageCompleter : CudosCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> LoadAsync(
        CudosClient client, CudosSession session, CancellationToken cancellationToken)
    {
        var candidates = new List<Candidate>();
        await client.ListImagesAsync(image => candidates.Add(new Candidate(image.Id, image.Id, image.Name ?? image.Id)), cancellationToken);
        return candidates;
    }
}

/// <summary>Completes the documented states of machines.</summary>
public sealed class MachineStateCompleter : ConnectedCompleter
{
    private protected override IReadOnlyList<Candidate> Load(object? connection) =>
        [.. MachineStates.All.Select(state => new Candidate(state, state, state))];
}

/// <summary>Completes the documented regions.</summary>
public sealed class RegionCompleter : ConnectedCompleter
{
    private protected override IReadOnlyList<Candidate> Load(object? connection) =>
    [
        new(Region.NorthAmerica.Value, Region.NorthAmerica.Value, Messages.RegionNorthAmerica),
        new(Region.Europe.Value, Region.Europe.Value, Messages.RegionEurope),
        new(Region.AsiaPacific.Value, Region.AsiaPacific.Value, Messages.RegionAsiaPacific),
    ];
}
