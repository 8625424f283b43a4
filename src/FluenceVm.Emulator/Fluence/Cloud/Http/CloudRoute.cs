using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Http;

/// <summary>What answers a method of a path.</summary>
/// <param name="Operation">What faults and the log call it.</param>
/// <param name="Method">The method.</param>
/// <param name="Template">The path as the documentation writes it.</param>
/// <param name="Scope">What the key must allow; several are separated by blanks, and an empty text asks for none.</param>
/// <param name="Answer">The response.</param>
internal sealed record CloudRoute(
    string Operation,
    string Method,
    string Template,
    string Scope,
    Func<CloudCall, EmulatorResponse> Answer)
{
    private readonly string[] _segments = Template.Split('/');

    /// <summary>What its body may look like; null if it takes none.</summary>
    public BodyShape? Body { get; init; }

    /// <summary>Whether it answers without a key.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Whether it refuses in the words of the VM routes proper.</summary>
    public bool IsOfVms { get; init; }

    /// <summary>How many parts of the path are a parameter: a path without any wins over one with.</summary>
    public int Parameters => _segments.Count(IsParameter);

    /// <summary>How many segments its path has.</summary>
    public int Segments => _segments.Length;

    /// <summary>The parameters of a path of as many segments; null if it isn't this route's.</summary>
    public IReadOnlyList<string>? Match(string[] path)
    {
        List<string>? parameters = null;
        for (var at = 0; at < path.Length; at++)
        {
            if (IsParameter(_segments[at]) && path[at].Length > 0)
            {
                (parameters ??= []).Add(path[at]);
            }
            else if (path[at] != _segments[at])
            {
                return null;
            }
        }
        return parameters is null ? Array.Empty<string>() : parameters;
    }

    private static bool IsParameter(string segment) => segment.Length > 0 && segment[0] == '{';
}
