using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Waiting;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Accounts;

/// <summary>
/// The registered accounts of this user: a file beside the journal. It says where keys are kept, and holds none.
/// </summary>
public sealed class AccountBook
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly string _folder;

    /// <summary>The accounts of a home.</summary>
    /// <param name="home">Where the module keeps its files; null for the usual place.</param>
    public AccountBook(JournalHome? home = null) => _folder = (home ?? new JournalHome()).Folder;

    private string BookPath => Path.Combine(_folder, "accounts.json");

    /// <summary>Every account, by name.</summary>
    /// <exception cref="InvalidDataException">The file is damaged; the message names it.</exception>
    public IReadOnlyList<FluenceAccount> All() => AccountFile.Read(BookPath);

    /// <summary>The account of a name, whatever its case; null if there is none.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="InvalidDataException">The file is damaged; the message names it.</exception>
    public FluenceAccount? Find(string name) => All().FirstOrDefault(account => IsCalled(account, name));

    /// <summary>Refuses an account whose address no key may be sent to.</summary>
    /// <param name="account">The account.</param>
    /// <exception cref="ArgumentException">The address is not one of a service, or not secure.</exception>
    public static void Check(FluenceAccount account) =>
        ServiceAddress.Check((account ?? throw new ArgumentNullException(nameof(account))).Endpoint);

    /// <summary>Adds an account, or replaces the one of its name.</summary>
    /// <param name="account">The account.</param>
    /// <param name="cancellationToken">Ends the wait for somebody else who changes the file.</param>
    /// <exception cref="IOException">Somebody else keeps the file, or it can't be written.</exception>
    public Task PutAsync(FluenceAccount account, CancellationToken cancellationToken)
    {
        Check(account);
        return ChangeAsync(others => others.Append(account), account.Name, cancellationToken);
    }

    /// <summary>Forgets an account. Its key stays where it is.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Ends the wait for somebody else who changes the file.</param>
    /// <exception cref="IOException">Somebody else keeps the file, or it can't be written.</exception>
    public Task RemoveAsync(string name, CancellationToken cancellationToken) => ChangeAsync(others => others, name, cancellationToken);

    private static bool IsCalled(FluenceAccount account, string name) =>
        string.Equals(account.Name, name, StringComparison.OrdinalIgnoreCase);

    private async Task ChangeAsync(
        Func<IEnumerable<FluenceAccount>, IEnumerable<FluenceAccount>> change, string name, CancellationToken cancellationToken)
    {
        UserOnly.CreateFolder(_folder);
        using var deadline = new Deadline(Patience, TimeProvider.System, cancellationToken);
        while (true)
        {
            using (var taken = OperationLock.TryTake(BookPath + ".lock"))
            {
                if (taken is not null)
                {
                    var others = All().Where(account => !IsCalled(account, name));
                    AccountFile.Write(BookPath, [.. change(others).OrderBy(account => account.Name, StringComparer.OrdinalIgnoreCase)]);
                    return;
                }
            }
            if (deadline.IsOver)
            {
                throw new IOException(Text.Of(nameof(Messages.AccountsBusy), BookPath));
            }
            await deadline.DelayAsync(Pause);
        }
    }
}
