using FluenceVm.Clouds.Fluence.Accounts;
using FluenceVm.Engine;

namespace FluenceVm.Fluence.Accounts;

/// <summary>Completes the names of registered accounts.</summary>
public sealed class AccountCompleter : ConnectedCompleter
{
    private protected override IReadOnlyList<Candidate> Load(object? connection) =>
        [.. new AccountBook().All().Select(account => new Candidate(account.Name, account.Name, account.ToString()))];
}
