using System.Numerics;
using FluenceVm.Clouds.Cudos;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Cudos.Machines;

/// <summary>What follows the order of a machine: the wait for it, and the machine as output.</summary>
internal sealed class OrderedMachine(AsyncCmdlet cmdlet, CudosClient client, MachineOrder order)
{
    /// <summary>The wait until it runs; null for none.</summary>
    public StateWait? Wait { get; init; }

    /// <summary>Who pays.</summary>
    public string? Owner { get; init; }

    /// <summary>The price an hour; null where it isn't known.</summary>
    public BigInteger? AcudosPerHour { get; init; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Machine? machine = null;
        try
        {
            if (Wait is not null)
            {
                await Wait.RunAsync([order.Id], cancellationToken);
            }
            machine = await client.FindMachineAsync(order.Id, cancellationToken);
        }
        finally
        {
            // It exists and costs, whether or not it could be looked at.
            cmdlet.Write(machine ?? new Machine
            {
                Id = order.Id,
                State = MachineState.StartRequested,
                Owner = Owner,
                Region = order.Region,
                ImageId = order.ImageId,
                MachineTypeId = order.MachineTypeId,
                SshKey = order.SshKey,
                CreditAcudos = order.Credit,
                AcudosPerHour = AcudosPerHour,
            });
        }
    }
}
