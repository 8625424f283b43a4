using System.Text.Json;

namespace FluenceVm.Interop.Tests;

/// <summary>A documented request, and what its response has to be.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path and the query; <c>{web-1}</c> stands for the id of that VM.</param>
/// <param name="Body">The JSON body; null for none.</param>
/// <param name="Status">The response's HTTP status.</param>
/// <param name="Check">Looks at the response's body; null for an empty one.</param>
internal sealed record Example(string Name, string Method, string Path, string? Body, int Status, Action<JsonElement>? Check)
{
    /// <summary>Whether the key goes along.</summary>
    public bool WithKey { get; init; } = true;

    /// <summary>The header that the key goes in: it was another one until January 2026.</summary>
    public string KeyHeader { get; init; } = "X-API-KEY: {key}";

    public override string ToString() => Name;
}
