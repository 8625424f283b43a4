namespace FluenceVm.Model;

/// <summary>A region of Cudos machines (docs/services/cudos-compute.md, "Region").</summary>
public sealed class Region : OpenValue<Region>
{
    /// <summary>Wraps the contract's text.</summary>
    /// <param name="value">The code, for example <c>eu</c>.</param>
    public Region(string value) : base(value) { }

    /// <summary><c>na</c>.</summary>
    public static Region NorthAmerica { get; } = new("na");

    /// <summary><c>eu</c>.</summary>
    public static Region Europe { get; } = new("eu");

    /// <summary><c>ap</c>.</summary>
    public static Region AsiaPacific { get; } = new("ap");

    /// <summary>Wraps a text, so that scripts and programs compare with plain strings.</summary>
    /// <param name="value">The text.</param>
    public static implicit operator Region(string value) => new(value);

    /// <summary>The named form of the conversion.</summary>
    /// <param name="value">The text.</param>
    public static Region FromString(string value) => new(value);
}
