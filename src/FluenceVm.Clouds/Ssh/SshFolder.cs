using FluenceVm.Clouds.Journal;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Ssh;

/// <summary>What the module keeps for the ssh client, in a folder of its own: the user's own files are never touched.</summary>
/// <param name="home">The folder of everything that the module keeps.</param>
public sealed class SshFolder(JournalHome home)
{
    private const string Marker = "# Written by FluenceVm. Changes made here are lost.";

    private readonly string _path = Path.Combine((home ?? throw new ArgumentNullException(nameof(home))).Folder, "ssh");

    /// <summary>The file that host keys are remembered in. The ssh client makes it; its folder is there afterwards.</summary>
    public string KnownHosts()
    {
        UserOnly.CreateFolder(home.Folder);
        UserOnly.CreateFolder(_path);
        return Path.Combine(_path, "known_hosts");
    }

    /// <summary>The file that <c>ssh_config</c> of a user includes, unless another one is asked for.</summary>
    public string Config => Path.Combine(_path, "config");

    /// <summary>Writes a file that somebody includes: those who read it see the old text or the new one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="InvalidOperationException">There is a file that the module didn't write.</exception>
    public static void Write(string path, string text)
    {
        if (File.Exists(path) && !File.ReadAllText(path).StartsWith(Marker, StringComparison.Ordinal))
        {
            throw Fault.State(nameof(Messages.SshConfigForeign), path);
        }
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = path + ".new";
        using (var stream = UserOnly.CreateFile(draft))
        using (var writer = new StreamWriter(stream))
        {
            writer.Write(Marker + "\n" + text);
        }
        if (File.Exists(path))
        {
            File.Replace(draft, path, null, ignoreMetadataErrors: true);
        }
        else
        {
            File.Move(draft, path);
        }
    }
}
