using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Store;

/// <summary>
/// What a state file holds: a line with the format's version and the checksum of the second line, which is the state as JSON;
/// then a line for each group of changes that was made since, with a checksum before it.
/// </summary>
internal static class StateFormat
{
    private const string Magic = "fluencevm-emulator-state ";
    private const string Version = "2";
    private const string Sum = " sha256:";
    private const int SumDigits = 64;
    private const byte NewLine = (byte)'\n';

    /// <summary>A file with a state and no changes.</summary>
    public static byte[] Whole(JsonNode state)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(state);
        return [.. Encoding.ASCII.GetBytes(Magic + Version + Sum + Checksum(body) + "\n"), .. body, NewLine];
    }

    /// <summary>What a group of changes adds to it.</summary>
    public static byte[] Group(IReadOnlyList<Change> changes)
    {
        var body = ChangeJson.Write(changes);
        return [.. Encoding.ASCII.GetBytes(Checksum(body) + " "), .. body, NewLine];
    }

    /// <summary>
    /// Reads a file. What follows the last whole group was being written at a crash, so nobody was told that it was kept: it is
    /// left out. Every line ends with the write that began it, so that the next one, written in part, can't damage it.
    /// </summary>
    /// <exception cref="FormatException">It is damaged, of another version, or something else.</exception>
    public static KeptState Read(byte[] file)
    {
        var lines = Lines(file);
        CheckVersion(Encoding.ASCII.GetString(lines[0]));
        // The last line is what comes after the last line break: nothing, or a group that isn't whole.
        var state = lines.Count > 2 && Encoding.ASCII.GetString(lines[0]) == Magic + Version + Sum + Checksum(lines[1])
            ? Parsed(() => JsonNode.Parse(lines[1]))
            : throw new FormatException("its checksum is wrong, so part of it was changed or lost");
        var groups = lines.GetRange(2, lines.Count - 3);
        if (groups.Count > 0 && !IsWhole(groups[groups.Count - 1]))
        {
            groups.RemoveAt(groups.Count - 1);
        }
        return groups.TrueForAll(IsWhole)
            ? new KeptState(state, [.. groups.SelectMany(group => Parsed(() => ChangeJson.Read(group.AsMemory(SumDigits + 1))))])
            : throw new FormatException("the checksum of a change is wrong, so part of it was changed or lost");
    }

    private static void CheckVersion(string head)
    {
        if (!head.StartsWith(Magic, StringComparison.Ordinal))
        {
            throw new FormatException("it doesn't begin like a state file");
        }
        var version = head.Substring(Magic.Length).Split(' ')[0];
        if (version != Version)
        {
            throw new FormatException($"it is of format {version}, and this version of the emulator reads format {Version}");
        }
    }

    private static List<byte[]> Lines(byte[] file)
    {
        var lines = new List<byte[]>();
        for (var start = 0; start <= file.Length;)
        {
            var end = Array.IndexOf(file, NewLine, start);
            end = end < 0 ? file.Length : end;
            lines.Add(file.AsSpan(start, end - start).ToArray());
            start = end + 1;
        }
        return lines;
    }

    private static bool IsWhole(byte[] group) =>
        group.Length > SumDigits + 1
        && Encoding.ASCII.GetString(group, 0, SumDigits) == Checksum(group.AsSpan(SumDigits + 1).ToArray());

    private static T Parsed<T>(Func<T?> read)
    {
        try
        {
            return read() ?? throw new FormatException("there is nothing in it");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException(error.Message, error);
        }
    }

    private static string Checksum(byte[] body)
    {
        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(body).Select(each => each.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
