using System.Management.Automation;
using FluenceVm.Clouds.Fluence.Parts;
using FluenceVm.Clouds.Journal;
using FluenceVm.Engine;
using FluenceVm.Model;

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
    /// <summary>Buys it, or gives what the same order under the same key has bought.</summary>
    /// <param name="key">The user's key; null for a new one.</param>
    /// <param name="name">The thing's name.</param>
    /// <param name="asked">What the user said.</param>
    /// <param name="create">Sends the order under an idempotency key.</param>
    /// <param name="cancellationToken">Ends the waiting, not the order.</param>
    public async Task<T> BuyAsync(
        string? key, string name, AskedText asked, Func<string, CancellationToken, Task<T>> create, CancellationToken cancellationToken)
    {
        var desk = new PartDesk(journal);
        var orderKey = key ?? $"{name}-{Guid.NewGuid():N}";
        try
        {
            return await desk.BuyAsync(orderKey, asked, create, idOf, cancellationToken)
                ?? await AdoptAsync(orderKey, desk.Bought!, cancellationToken);
        }
        catch (Exception failure) when (Certainty.IsTrouble(failure) && !Certainty.IsRefusal(failure))
        {
            throw CmdletException.Of(
                nameof(Messages.PartUnknown), ErrorCategory.OperationTimeout, name, orderKey, $"{kind} {name}", failure.Message);
        }
    }

    private async Task<T> AdoptAsync(string key, string id, CancellationToken cancellationToken) =>
        (await find([id], cancellationToken)).FirstOrDefault()
        ?? throw CmdletException.Of(nameof(Messages.PartGone), ErrorCategory.ObjectNotFound, key, key, $"{kind} {id}");
}
