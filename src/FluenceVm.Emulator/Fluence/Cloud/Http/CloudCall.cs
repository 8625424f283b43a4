using System.Text.Json;
using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Http;

/// <summary>A request of generation <c>Cloud</c>, once its caller is known.</summary>
/// <param name="Request">The request.</param>
/// <param name="Now">When it is answered.</param>
/// <param name="Account">Whose account it is about.</param>
/// <param name="Key">The key that it came with; null for a route that needs none.</param>
/// <param name="Parameters">The texts in its path.</param>
/// <param name="Body">Its body; undefined if the route takes none.</param>
internal sealed record CloudCall(
    EmulatorRequest Request,
    DateTimeOffset Now,
    CloudAccount Account,
    ApiKey? Key,
    IReadOnlyList<string> Parameters,
    JsonElement Body)
{
    /// <summary>The first id in the path.</summary>
    public Guid Id => IdAt(0);

    /// <summary>The second id in the path.</summary>
    public Guid InnerId => IdAt(1);

    /// <summary>The query.</summary>
    public CloudQuery Query => new(Request);

    private Guid IdAt(int index) =>
        CloudQuery.ParseId(Parameters[index]) ?? throw CloudRefusal.Field("path", "expected a UUID");
}
