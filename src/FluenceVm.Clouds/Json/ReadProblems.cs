using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Json;

/// <summary>Collects what could not be read of a response's objects, so that they all come through before it is said.</summary>
internal sealed class ReadProblems(Func<string, string> redact, string method, string path)
{
    private const int Told = 5;
    private const int LongestFault = 60;
    private const int LongestSentence = 300;
    private readonly List<string> _told = [];
    private int _count;

    /// <summary>The message that names what has no id.</summary>
    public string Unnamed { get; set; } = nameof(Messages.FaultOwnerUnnamed);

    /// <summary>The value; what stands in its place becomes a fault.</summary>
    public T? Take<T>(Field<T> field, string name, string? owner)
        where T : struct
    {
        if (field.Fault is not null)
        {
            Add(Text.Of(nameof(Messages.FaultUnreadable), name, Shown(owner), Printable.Line(redact(field.Fault), LongestFault)));
        }
        return field.Value;
    }

    /// <summary>The value, or its default where it is missing or unreadable: then <see cref="ThrowIfAny"/> throws.</summary>
    public T Require<T>(Field<T> field, string name, string? owner)
        where T : struct
    {
        if (field is { Value: null, Fault: null })
        {
            Add(Text.Of(nameof(Messages.FaultMissing), name, Shown(owner)));
        }
        return Take(field, name, owner) ?? default;
    }

    public void Add(string fault)
    {
        if (_count++ < Told)
        {
            _told.Add(Printable.Line(redact(fault), LongestSentence));
        }
    }

    /// <summary>Hands on what each object of a list stands for, as it arrives; what can't be read is told at the end.</summary>
    public async Task HandOnAsync<TWire, TModel>(IAsyncEnumerable<TWire?> items, Func<TWire, ReadProblems, TModel?> map, Action<TModel> output)
        where TWire : class
        where TModel : class
    {
        await foreach (var wire in items)
        {
            if (wire is null)
            {
                Add(Messages.FaultNullItem);
            }
            else if (map(wire, this) is { } item)
            {
                output(item);
            }
        }
        ThrowIfAny(handedOn: true);
    }

    /// <param name="handedOn">Whether the caller got everything that could be read.</param>
    public void ThrowIfAny(bool handedOn = false)
    {
        if (_count > 0)
        {
            var rest = _count > Told ? Text.Of(nameof(Messages.FaultsUntold), _count - Told) : string.Empty;
            throw new InvalidResponseException($"{string.Join("; ", _told)}{rest}.{(handedOn ? Messages.FaultsHandedOn : string.Empty)}", method, path);
        }
    }

    private string Shown(string? owner) => owner is null ? Text.Of(Unnamed) : Printable.Line(redact(owner), LongestFault);
}
