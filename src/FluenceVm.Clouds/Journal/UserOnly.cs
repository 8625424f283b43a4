using System.Reflection;
using System.Runtime.InteropServices;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Journal;

/// <summary>Keeps other users of the machine out. On Windows, the user's own folders are closed to them already.</summary>
internal static class UserOnly
{
    private const int Folder = 0b111_000_000;
    private const int File = 0b110_000_000;

    // netstandard doesn't know it; every PowerShell that runs on Unix does.
    private static readonly MethodInfo? SetMode = typeof(System.IO.File).GetMethods()
        .FirstOrDefault(method => method.Name == "SetUnixFileMode" && method.GetParameters()[0].ParameterType == typeof(string));

    public static void CreateFolder(string path)
    {
        Directory.CreateDirectory(path);
        Restrict(path, Folder);
    }

    /// <summary>
    /// Makes a file that wasn't there before: what somebody left under its name may be a link to another file, or stand open
    /// to others.
    /// </summary>
    public static FileStream CreateFile(string path)
    {
        System.IO.File.Delete(path);
        var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        Restrict(path, File);
        return stream;
    }

    /// <summary>Writes a file at once: after a crash, either the old one or the new one is there.</summary>
    public static void ReplaceFile(string path, Action<Stream> write)
    {
        var draft = path + ".new";
        using (var stream = CreateFile(draft))
        {
            write(stream);
            stream.Flush(flushToDisk: true);
        }
        if (System.IO.File.Exists(path))
        {
            System.IO.File.Replace(draft, path, null, ignoreMetadataErrors: true);
        }
        else
        {
            System.IO.File.Move(draft, path);
        }
    }

    public static void RestrictFile(string path) => Restrict(path, File);

    private static void Restrict(string path, int mode)
    {
        if (SetMode is not null && !RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            try
            {
                SetMode.Invoke(null, [path, Enum.ToObject(SetMode.GetParameters()[1].ParameterType, mode)]);
            }
            catch (TargetInvocationException exception) when (exception.InnerException is { } reason)
            {
                throw new IOException(Text.Of(nameof(Messages.JournalOpenToOthers), path, reason.Message, JournalHome.Variable), reason);
            }
        }
    }
}
