using System.Management.Automation;
using FluenceVm.Clouds.Fluence.Parts;
using FluenceVm.Clouds.Journal;
using FluenceVm.Engine;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Fluence.Parts;

/// <summary>Buys a disk or an address under a key, and says what to do if the answer was lost.</summary>
/// <param name="journal">The journal of the account.</param>
/// <param name="kind">What the thing is called in a sentence.</param>
/// <param name="idOf">The thing's id.</param>
/// <param name="find">Reads things by their ids.</param>
internal sealed class PartPurchase<T>(
    OperationJournal journal,
    string kind,
    Func<T, string> idOf,
    Func<IReadOnlyList<string>, CancellationToken, Task<IReadOnlyList<T>>> find)
    where T : class
{
    /// <summary>The user's key; null for a new one.</summary>
    public string? Key { get; init; }

    /// <summary>The thing's name.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>What the user said.</summary>
    public AskedText Asked { get; init; } = null!;

    /// <summary>What the same order under the same key has bought; null if nothing was bought yet. Reads alone.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OrderConflictException">The key belongs to another order.</exception>
    public async Task<T?> FindAsync(CancellationToken cancellationToken) =>
        Key is not null && new PartDesk(journal).FindBought(Key, Asked) is { } id ? await AdoptAsync(Key, id, cancellationToken) : null;

    /// <summary>Buys it.</summary>
    /// <param name="create">Sends the order under an idempotency key.</param>
    /// <param name="cancellationToken">Ends the waiting, not the order.</param>
    public async Task<T> BuyAsync(Func<string, CancellationToken, Task<T>> create, CancellationToken cancellationToken)
    {
        var desk = new PartDesk(journal);
        var key = Key ?? $"{Name}-{Guid.NewGuid():N}";
        try
        {
            return await desk.BuyAsync(key, Asked, create, idOf, cancellationToken)
                ?? await AdoptAsync(key, desk.Bought!, cancellationToken);
        }
        catch (Exception failure) when (Certainty.IsTrouble(failure) && !Certainty.IsRefusal(failure))
        {
            throw CmdletException.Of(
                nameof(Messages.PartUnknown), ErrorCategory.OperationTimeout, Name, key, $"{kind} {Name}", failure.Message);
        }
    }

    private async Task<T> AdoptAsync(string key, string id, CancellationToken cancellationToken) =>
        (await find([id], cancellationToken)).FirstOrDefault()
        ?? throw CmdletException.Of(nameof(Messages.PartGone), ErrorCategory.ObjectNotFound, key, key, $"{kind} {id}");
}
