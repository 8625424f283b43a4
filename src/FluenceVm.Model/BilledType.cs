namespace FluenceVm.Model;

/// <summary>The types of <see cref="BilledItem"/> and <see cref="Charge"/>.</summary>
public static class BilledType
{
    /// <summary>A VM.</summary>
    public const string Vm = "VM";

    /// <summary>A disk.</summary>
    public const string Storage = "STORAGE";

    /// <summary>A public address.</summary>
    public const string PublicIp = "PUBLIC_IP";

    /// <summary>A machine of Cudos Compute.</summary>
    public const string Machine = "MACHINE";
}
