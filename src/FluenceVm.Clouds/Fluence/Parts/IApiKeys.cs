using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Parts;

/// <summary>API keys (docs/services/fluence-cloud.md). Errors are those of <see cref="IFluenceClient"/>.</summary>
public interface IApiKeys
{
    /// <summary>Lists every API key of the account, without the keys themselves; one that has expired is still there.</summary>
    /// <param name="output">Takes each of them.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task ListAsync(Action<FluenceApiKey> output, CancellationToken cancellationToken);

    /// <summary>What the account may do, which is all that a key of it can be allowed; null if this key may not read it.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<string>?> ListPermissionsAsync(CancellationToken cancellationToken);

    /// <summary>Makes a key. It is sent once: the same request again would make another key.</summary>
    /// <param name="name">Its name: 1 to 25 small letters, digits and hyphens.</param>
    /// <param name="permissions">What it allows.</param>
    /// <param name="expiresAt">Until when.</param>
    /// <param name="cancellationToken">Ends the waiting 10 s later, so that the key isn't lost.</param>
    /// <returns>The key, with its value.</returns>
    Task<FluenceApiKey> CreateAsync(
        string name, IReadOnlyList<string> permissions, DateTimeOffset expiresAt, CancellationToken cancellationToken);

    /// <summary>Removes a key, which opens nothing from then on. One that is gone already is as good as removed.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the waiting, not the removal.</param>
    Task RemoveAsync(string id, CancellationToken cancellationToken);
}
