using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Json;

/// <summary>What couldn't be read of one object of a response. The object itself comes through without these fields.</summary>
public sealed class ReadProblem
{
    private readonly List<string> _sentences = [];
    private readonly List<string> _fields = [];
    private readonly string _method;
    private readonly string _path;

    internal ReadProblem(string? owner, string method, string path)
    {
        Owner = owner;
        _method = method;
        _path = path;
    }

    /// <summary>The object's id; null if it has none.</summary>
    public string? Owner { get; }

    /// <summary>The fields that are missing from the object, as the service calls them.</summary>
    public IReadOnlyList<string> Fields => _fields;

    /// <summary>What stands in their place, in one sentence.</summary>
    public string Message => string.Join("; ", _sentences);

    /// <summary>The problem as an error.</summary>
    public InvalidResponseException ToException() => new($"{Message}.{Messages.ReadProblemHandedOn}", _method, _path);

    /// <summary>The sentence.</summary>
    public override string ToString() => Message;

    internal void Add(string field, string sentence)
    {
        _fields.Add(field);
        _sentences.Add(sentence);
    }
}
