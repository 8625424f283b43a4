namespace FluenceVm.Model;

/// <summary>A datacenter of a Fluence provider.</summary>
public sealed class Datacenter
{
    /// <summary>Its id, where the service sends one.</summary>
    public string? Id { get; init; }

    /// <summary>ISO 3166 country code, for example <c>PL</c>.</summary>
    public string? CountryCode { get; init; }

    /// <summary>City code, for example <c>WAW</c>.</summary>
    public string? CityCode { get; init; }

    /// <summary>Which one of the city.</summary>
    public int? CityIndex { get; init; }

    /// <summary>Uptime tier, 1 to 4.</summary>
    public int? Tier { get; init; }

    /// <summary>Certifications, for example <c>ISO 27001</c>.</summary>
    public IReadOnlyList<string> Certifications { get; init => field = ItemList.Of(value); } = ItemList<string>.None;

    /// <summary>The datacenter as people say it, for example <c>PL-WAW-1</c>.</summary>
    public override string ToString() =>
        string.Join("-", new[] { CountryCode, CityCode, CityIndex?.ToString(System.Globalization.CultureInfo.InvariantCulture) }.Where(
            part => !string.IsNullOrEmpty(part)));
}
