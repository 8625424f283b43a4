using FluenceVm.Clouds.Http;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Wire;

/// <summary>Collects what could not be read of an answer's objects, so that they all come through before it is said.</summary>
internal sealed class AnswerFaults(ServicePipeline pipeline, string method, string path)
{
    private const int Told = 5;
    private readonly List<string> _told = [];
    private int _count;

    /// <summary>The value; what stands in its place becomes a fault.</summary>
    public T? Take<T>(Field<T> field, string name, string? owner)
        where T : struct
    {
        if (field.Fault is not null)
        {
            Add($"the {name} of {owner ?? "an object without an id"} is {field.Fault}");
        }
        return field.Value;
    }

    /// <summary>The value, or its default where it is missing or unreadable: then <see cref="ThrowIfAny"/> throws.</summary>
    public T Require<T>(Field<T> field, string name, string? owner)
        where T : struct
    {
        if (field is { Value: null, Fault: null })
        {
            Add($"the {name} of {owner ?? "an object without an id"} is missing");
        }
        return Take(field, name, owner) ?? default;
    }

    public void Add(string fault)
    {
        if (_count++ < Told)
        {
            _told.Add(fault);
        }
    }

    public void ThrowIfAny()
    {
        if (_count > 0)
        {
            var rest = _count > Told ? $"; and {_count - Told} more" : string.Empty;
            throw new InvalidAnswerException(pipeline.Redact($"{string.Join("; ", _told)}{rest}."), method, path);
        }
    }
}
