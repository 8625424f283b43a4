using FluenceVm.Clouds.Journal;

namespace FluenceVm.Clouds.Tests.Support;

/// <summary>The files of processes that died in the middle.</summary>
internal static class OperationFiles
{
    /// <summary>
    /// Gives the files of a dead process, which wrote into a folder of its own, to the living: its locks died with it.
    /// </summary>
    public static void Bury(OperationJournal dead, OperationJournal living)
    {
        var source = Path.Combine(dead.Home.Journal, dead.Account.FolderName);
        if (!Directory.Exists(source))
        {
            return;
        }
        var target = Path.Combine(living.Home.Journal, living.Account.FolderName);
        Directory.CreateDirectory(target);
        foreach (var file in Directory.GetFiles(source, "*.json"))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }
    }
}
