using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FluenceVm.Emulator.Store;

/// <summary>The file that a state is kept in: a line that says what it is, with a checksum, then the state as JSON.</summary>
internal static class StateFile
{
    private const string Magic = "fluencevm-emulator-state 1 sha256:";

    /// <summary>Reads a state.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or something else.</exception>
    public static JsonNode Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var end = Array.IndexOf(bytes, (byte)'\n');
        var header = end < 0 ? string.Empty : Encoding.ASCII.GetString(bytes, 0, end);
        if (!header.StartsWith(Magic, StringComparison.Ordinal))
        {
            throw Damaged(path, "it doesn't begin like a state file of this version");
        }
        var body = bytes.AsMemory(end + 1);
        if (header.Substring(Magic.Length) != Checksum(body.ToArray()))
        {
            throw Damaged(path, "its checksum is wrong, so part of it was changed or lost");
        }
        try
        {
            return JsonNode.Parse(body.Span) ?? throw Damaged(path, "there is nothing in it");
        }
        catch (JsonException error)
        {
            throw Damaged(path, error.Message);
        }
    }

    /// <summary>Replaces the file. On return the state is on the disk.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public static void Write(string path, JsonNode state)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(state);
        var header = Encoding.ASCII.GetBytes(Magic + Checksum(body) + "\n");
        var next = path + ".new";
        // What somebody left under that name may be a link to another file, or stand open to others.
        File.Delete(next);
        using (var file = new FileStream(next, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            UnixFile.MakePrivate(next);
            file.Write(header, 0, header.Length);
            file.Write(body, 0, body.Length);
            file.Flush(flushToDisk: true);
        }
        if (File.Exists(path))
        {
            File.Replace(next, path, destinationBackupFileName: null);
        }
        else
        {
            File.Move(next, path);
        }
        UnixFile.FlushFolderOf(path);
    }

    /// <summary>The refusal of a file, which stays as it is.</summary>
    public static InvalidDataException Damaged(string path, string reason) =>
        new($"The state file {path} can't be used: {reason}. It was left as it is; move it away to start afresh.");

    private static string Checksum(byte[] body)
    {
        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(body).Select(each => each.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
