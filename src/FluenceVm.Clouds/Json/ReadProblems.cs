using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Json;

/// <summary>
/// Collects what couldn't be read of a response's objects, object by object. Whoever listens is told of each once all the objects have
/// come through; the work itself fails only for a field that it needs, or if nobody listens.
/// </summary>
internal sealed class ReadProblems(Func<string, string> redact, string method, string path, Action<ReadProblem>? tell = null)
{
    private const int Told = 5;
    private const int MostKept = 100;
    private const int LongestFault = 60;
    private const int LongestSentence = 300;
    private readonly List<ReadProblem> _problems = [];
    private int _count;
    private bool _isNeeded;

    /// <summary>How many there are so far.</summary>
    public int Count => _count;

    /// <summary>The message that names what has no id.</summary>
    public string Unnamed { get; set; } = nameof(Messages.FaultOwnerUnnamed);

    /// <summary>For values whose problems were told before.</summary>
    public static ReadProblems Untold() => new(text => text, string.Empty, string.Empty);

    /// <summary>The value; what stands in its place becomes a problem of its object.</summary>
    public T? Take<T>(Field<T> field, string name, string? owner)
        where T : struct
    {
        if (field.Fault is not null)
        {
            var fault = Printable.Line(redact(field.Fault), LongestFault);
            Add(name, owner, Text.Of(nameof(Messages.FaultUnreadable), name, Shown(owner), fault));
        }
        return field.Value;
    }

    /// <summary>The value; that it is missing is a problem of its object too.</summary>
    public T? Expect<T>(Field<T> field, string name, string? owner)
        where T : struct
    {
        if (field is { Value: null, Fault: null })
        {
            Add(name, owner, Text.Of(nameof(Messages.FaultMissing), name, Shown(owner)));
        }
        return Take(field, name, owner);
    }

    /// <summary>The value that the work needs, or its default if there is none: then <see cref="ThrowIfAny"/> throws.</summary>
    public T Require<T>(Field<T> field, string name, string? owner)
        where T : struct
    {
        _isNeeded |= field.Value is null;
        return Expect(field, name, owner) ?? default;
    }

    /// <summary>Something else that is wrong with an object.</summary>
    public void Add(string field, string? owner, string sentence)
    {
        _count++;
        var last = _problems.Count == 0 ? null : _problems[_problems.Count - 1];
        if (owner is not null && last?.Owner == Shown(owner))
        {
            last.Add(field, Printable.Line(redact(sentence), LongestSentence));
        }
        else if (_problems.Count < MostKept)
        {
            var problem = new ReadProblem(owner is null ? null : Shown(owner), method, path);
            problem.Add(field, Printable.Line(redact(sentence), LongestSentence));
            _problems.Add(problem);
        }
    }

    /// <summary>Hands on what each object of a list stands for, as it arrives; what couldn't be read is told at the end.</summary>
    public async Task HandOnAsync<TWire, TModel>(
        IAsyncEnumerable<TWire?> items, Func<TWire, ReadProblems, TModel?> map, Action<TModel> output)
        where TWire : class
        where TModel : class
    {
        await foreach (var wire in items)
        {
            if (wire is null)
            {
                Add(string.Empty, null, Messages.FaultNullItem);
            }
            else if (map(wire, this) is { } item)
            {
                output(item);
            }
        }
        ThrowIfAny(handedOn: true);
    }

    /// <summary>Tells of every object with a problem; throws instead if a needed field is among them, or if nobody listens.</summary>
    /// <param name="handedOn">Whether the caller got everything that could be read.</param>
    public void ThrowIfAny(bool handedOn = false)
    {
        if (_count == 0)
        {
            return;
        }
        if (tell is null || _isNeeded)
        {
            throw ToException(handedOn);
        }
        _problems.ForEach(tell);
    }

    private InvalidResponseException ToException(bool handedOn)
    {
        var told = string.Join("; ", _problems.Take(Told).Select(problem => problem.Message));
        var rest = _problems.Count > Told ? Text.Of(nameof(Messages.FaultsUntold), _count - Told) : string.Empty;
        return new InvalidResponseException($"{told}{rest}.{(handedOn ? Messages.FaultsHandedOn : string.Empty)}", method, path);
    }

    private string Shown(string? owner) => owner is null ? Text.Of(Unnamed) : Printable.Line(redact(owner), LongestFault);
}
