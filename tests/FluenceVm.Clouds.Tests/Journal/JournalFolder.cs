using FluenceVm.Clouds.Journal;
using FluenceVm.Tests.Support;

namespace FluenceVm.Clouds.Tests.Journal;

/// <summary>A home of its own for a test, which ends with it.</summary>
internal sealed class JournalFolder : IDisposable
{
    public static readonly Account Mine = new(new Uri("https://api.fluence.example/"), "account-a");
    public static readonly Account Theirs = new(new Uri("https://api.fluence.example/"), "account-b");

    public JournalFolder()
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "fluencevm-tests-" + Guid.NewGuid().ToString("N"));
        Home = new JournalHome(Path);
    }

    public string Path { get; }

    public JournalHome Home { get; }

    public ManualTimeProvider Time { get; } = new();

    /// <summary>Another look at the same files, as another process has it.</summary>
    public OperationJournal Of(Account account) => new(new JournalHome(Path, Time), account, Time);

    /// <summary>Every operation's file.</summary>
    public string[] Files() => Directory.Exists(Path) ? Directory.GetFiles(Path, "*.json", SearchOption.AllDirectories) : [];

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
