using System.Management.Automation;
using FluenceVm.Clouds.Ssh;
using FluenceVm.Model;

namespace FluenceVm.Engine;

/// <summary>Reads a parameter that takes a text or the path of a file that has it.</summary>
internal static class TextOrFile
{
    // Far beyond any public key or user data; a disk image given by mistake is not read whole.
    private const int LargestFile = 64 * 1024;

    /// <summary>A public key's text, the text of the file at that path, or a registered key's name as it is.</summary>
    public static string SshKey(string value, SessionState session) =>
        SshPublicKey.LooksLikeKey(value) ? value : Read(value, session) ?? value;

    /// <summary>A public key's text, or the text of the file at that path, which must be there where it is named like one.</summary>
    public static string PublicKey(string value, SessionState session) => SshKey(value, session) is var text
        && ReferenceEquals(text, value) && value.EndsWith(".pub", StringComparison.OrdinalIgnoreCase) && !SshPublicKey.LooksLikeKey(value)
            ? throw CmdletException.FileNotFound(value)
            : text;

    /// <summary>The text of the file at that path, else the text itself.</summary>
    public static string UserData(string value, SessionState session) =>
        value.IndexOf('\n') >= 0 ? value : Read(value, session) ?? value;

    private static string? Read(string path, SessionState session)
    {
        if (path.IndexOfAny(Path.GetInvalidPathChars()) >= 0)
        {
            return null;
        }
        try
        {
            var file = new FileInfo(session.Path.GetUnresolvedProviderPathFromPSPath(path));
            return !file.Exists ? null
                : file.Length > LargestFile ? throw CmdletException.FileTooLarge(file.FullName, LargestFile)
                : File.ReadAllText(file.FullName);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CmdletException.FileUnreadable(path, error.Message);
        }
        catch (Exception error) when (error is System.Management.Automation.DriveNotFoundException or ProviderNotFoundException or NotSupportedException)
        {
            // A name that happens to look like a path on a drive that isn't there.
            return null;
        }
    }
}
