using System.Globalization;
using System.Text.RegularExpressions;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>
/// A query as the file writes it: lists in bracket notation (<c>status[0]=new</c>; one value may do without). What the operation
/// doesn't name is ignored.
/// </summary>
internal sealed class CloudQuery
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    /// <summary>Reads a request's query.</summary>
    /// <param name="request">The request.</param>
    /// <param name="known">The parameters that the operation has.</param>
    /// <exception cref="RefusedException">400: a parameter is there twice.</exception>
    public CloudQuery(EmulatorRequest request, params string[] known)
    {
        foreach (var each in request.Query)
        {
            var match = Regex.Match(each.Key, @"\A([A-Za-z]+)(\[[0-9]*\])?\z", RegexOptions.CultureInvariant);
            var name = match.Groups[1].Value;
            if (!known.Contains(name))
            {
                continue;
            }
            if (!match.Groups[2].Success && each.Value.Count > 1)
            {
                throw RefusedException.BadRequest($"duplicate query parameter `{name}`: a list is written {name}[0]=..&{name}[1]=..");
            }
            if (!_values.TryGetValue(name, out var values))
            {
                _values.Add(name, values = []);
            }
            values.AddRange(each.Value);
        }
    }

    public IReadOnlyList<string> Texts(string name) => _values.TryGetValue(name, out var values) ? values : [];

    public string? Text(string name) => Texts(name) is { Count: > 0 } values ? values.Count == 1 ? values[0] : throw Wrong(name, "one value") : null;

    /// <summary>Values of a closed list.</summary>
    public IReadOnlyList<string> Words(string name, IReadOnlyList<string> known) =>
        Texts(name).All(known.Contains) ? Texts(name) : throw Wrong(name, string.Join(", ", known));

    public string? Word(string name, params string[] known) =>
        Text(name) is not { } text || known.Contains(text) ? Text(name) : throw Wrong(name, string.Join(", ", known));

    public IReadOnlyList<Guid> Ids(string name) => [.. Texts(name).Select(text => ParseId(text) ?? throw Wrong(name, "a UUID"))];

    public Guid? Id(string name) => Text(name) is { } text ? ParseId(text) ?? throw Wrong(name, "a UUID") : null;

    public bool Flag(string name) => Word(name, "true", "false") == "true";

    public long? Number(string name) =>
        Text(name) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw Wrong(name, "a whole number");

    /// <summary>A UUID with its hyphens; null where a text is none.</summary>
    public static Guid? ParseId(string text) => Guid.TryParseExact(text, "D", out var id) ? id : null;

    private static RefusedException Wrong(string name, string expected) => RefusedException.BadRequest($"invalid query parameter `{name}`: expected {expected}");
}
