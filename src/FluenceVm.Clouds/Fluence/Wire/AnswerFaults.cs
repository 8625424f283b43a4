using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Wire;

/// <summary>Collects what could not be read of an answer's objects, so that they all come through before it is said.</summary>
internal sealed class AnswerFaults(Func<string, string> redact, string method, string path)
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
            Add(Text.Of(nameof(Messages.FaultUnreadable), name, owner ?? Messages.FaultOwnerUnnamed, field.Fault));
        }
        return field.Value;
    }

    /// <summary>The value, or its default where it is missing or unreadable: then <see cref="ThrowIfAny"/> throws.</summary>
    public T Require<T>(Field<T> field, string name, string? owner)
        where T : struct
    {
        if (field is { Value: null, Fault: null })
        {
            Add(Text.Of(nameof(Messages.FaultMissing), name, owner ?? Messages.FaultOwnerUnnamed));
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

    /// <summary>Hands on what each object of a list stands for, as it arrives; what can't be read is told at the end.</summary>
    public async Task HandOnAsync<TWire, TModel>(IAsyncEnumerable<TWire?> items, Func<TWire, AnswerFaults, TModel?> map, Action<TModel> output)
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
            throw new InvalidAnswerException(redact($"{string.Join("; ", _told)}{rest}.{(handedOn ? Messages.FaultsHandedOn : string.Empty)}"), method, path);
        }
    }
}
