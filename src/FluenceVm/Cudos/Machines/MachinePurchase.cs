using System.Numerics;
using FluenceVm.Clouds.Cudos;
using FluenceVm.Model;

namespace FluenceVm.Cudos.Machines;

/// <summary>
/// What a machine is ordered with, once everything that is known to be refused has been refused: the question comes after.
/// </summary>
internal sealed class MachinePurchase(CudosClient client, string sshKey)
{
    /// <summary>The machine type's id.</summary>
    public string TypeId { get; init; } = string.Empty;

    /// <summary>The image's id.</summary>
    public string ImageId { get; init; } = string.Empty;

    /// <summary>Where it runs; null for anywhere.</summary>
    public string? Region { get; init; }

    /// <summary>The order, and the price per hour in acudos if it is known.</summary>
    /// <param name="id">The machine's id.</param>
    /// <param name="creditFor">The credit for a machine of that type, in acudos.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<(MachineOrder Order, BigInteger? Price)> ComposeAsync(
        string id, Func<MachineType, BigInteger> creditFor, CancellationToken cancellationToken)
    {
        var type = await client.FindMachineTypeAsync(TypeId, cancellationToken) ?? throw CudosErrors.MachineTypeNotFound(TypeId);
        if (!type.Available)
        {
            throw CudosErrors.MachineTypeUnavailable(type.Id);
        }
        if (await client.FindImageAsync(ImageId, cancellationToken) is null)
        {
            throw CudosErrors.ImageNotFound(ImageId);
        }
        var order = new MachineOrder
        {
            Id = id,
            ImageId = ImageId,
            MachineTypeId = type.Id,
            SshKey = sshKey,
            Region = Region,
            Credit = creditFor(type),
        };
        // The contract would take the coins, and the provider would set the machine to Failed.
        if (type.AcudosPerHour is { } price && CudosAmount.Credit(TimeSpan.FromMinutes(1), price) is var minute && order.Credit < minute)
        {
            throw CudosErrors.CreditTooSmall(id, CudosAmount.Format(order.Credit), CudosAmount.Format(minute));
        }
        await client.Operations.CheckAsync(order, cancellationToken);
        if (await client.FindBalanceAsync(cancellationToken) is { } balance && balance < order.Credit)
        {
            throw CudosErrors.BalanceTooSmall(id, balance, order.Credit);
        }
        return (order, type.AcudosPerHour);
    }
}
