namespace FluenceVm.Clouds.Cudos;

/// <summary>What an emulator says of itself.</summary>
internal sealed class EmulatorWire
{
    public string? Contract { get; set; }

    public string? Owner { get; set; }

    public string? Denom { get; set; }
}
