using System.Management.Automation;
using System.Text.RegularExpressions;
using FluenceVm.Clouds.Ssh;

namespace FluenceVm.Engine;

/// <summary>Reads a parameter that takes a text or the path of a file that has it.</summary>
internal static class TextOrFile
{
    // Far beyond any public key or user data; a disk image given by mistake is not read whole.
    private const int LargestFile = 64 * 1024;
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;
    private static readonly Regex PathForm = new(@"[/\\]|^[.~]|\.pub\z", Options);
    private static readonly Regex FileEnding = new(@"\.[a-z][a-z0-9]{0,7}\z", Options);

    // What cloud-init's formats begin with.
    private static readonly Regex UserDataStart = new("^(#|Content-Type:|MIME-Version:)", Options);

    /// <summary>
    /// A public key's text, the text of the file at that path, or a registered key's name as it is. A word that doesn't look like a path is
    /// always a name, whatever files lie in the current folder.
    /// </summary>
    public static string SshKey(string value, SessionState session) =>
        SshPublicKey.LooksLikeKey(value) || !LooksLikePath(value)
            ? value
            : Read(value, session) ?? throw CmdletException.FileNotFound(value);

    /// <summary>A public key's text, or the text of the file at that path, which must be there if it looks like a path.</summary>
    public static string PublicKey(string value, SessionState session) =>
        SshPublicKey.LooksLikeKey(value) ? value
        : Read(value, session) ?? (LooksLikePath(value) ? throw CmdletException.FileNotFound(value) : value);

    /// <summary>The text of the file at that path, else the text itself; a line that looks like a path must be one.</summary>
    public static string UserData(string value, SessionState session) =>
        value.IndexOf('\n') >= 0 || UserDataStart.IsMatch(value) ? value
        : Read(value, session) ?? (LooksLikePath(value) || FileEnding.IsMatch(value) ? throw CmdletException.FileNotFound(value) : value);

    private static bool LooksLikePath(string value) => PathForm.IsMatch(value) && !value.StartsWith("SHA256:", StringComparison.Ordinal);

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
        catch (Exception error)
            when (error is System.Management.Automation.DriveNotFoundException or ProviderNotFoundException or NotSupportedException)
        {
            // A name that happens to look like a path on a drive that isn't there.
            return null;
        }
    }
}
