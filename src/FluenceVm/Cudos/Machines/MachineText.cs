using System.Numerics;
using FluenceVm.Model;

namespace FluenceVm.Cudos.Machines;

/// <summary>Money and run time of machines in words.</summary>
internal static class MachineText
{
    /// <summary>A price per hour.</summary>
    public static string Price(BigInteger? acudosPerHour) =>
        acudosPerHour is { } price ? Text.Of(nameof(Messages.CudosPerHour), Amount(price)) : Messages.PriceUnknown;

    /// <summary>An amount as people read it, to six decimals; the objects have every digit.</summary>
    public static string Amount(BigInteger acudos) => CudosAmount.FormatShort(acudos);

    /// <summary>The run time that a credit buys.</summary>
    public static string RunTime(BigInteger credit, BigInteger? acudosPerHour) => acudosPerHour switch
    {
        null => Messages.RunTimeUnknown,
        { IsZero: true } => Messages.RunTimeEndless,
        { } price => RunTime(CudosAmount.RunTime(credit, price)),
    };

    /// <summary>What is left of a machine's credit; if it isn't known, that it isn't.</summary>
    public static string Credit(Machine machine) => machine.CreditAcudos is { } credit ? Amount(credit) : Messages.CreditUnknown;

    private static string RunTime(TimeSpan time) =>
        time == TimeSpan.MaxValue ? Messages.RunTimeEndless
        : time.Days > 0 ? Text.Of(nameof(Messages.RunTimeDays), time.Days, time.Hours, time.Minutes)
        : Text.Of(nameof(Messages.RunTimeHours), time.Hours, time.Minutes);
}
