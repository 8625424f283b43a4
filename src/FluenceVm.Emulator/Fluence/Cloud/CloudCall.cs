using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>A request of generation <c>Cloud</c>.</summary>
/// <param name="Request">The request.</param>
/// <param name="Now">When it is answered.</param>
/// <param name="Id">The first id in its path; empty where its path has none.</param>
/// <param name="InnerId">The second id in its path; empty where its path has none.</param>
internal sealed record CloudCall(EmulatorRequest Request, DateTimeOffset Now, Guid Id, Guid InnerId);

/// <summary>What answers a method of a path.</summary>
/// <param name="Operation">What faults and the log call it.</param>
/// <param name="Method">The method.</param>
/// <param name="Template">The path as the file writes it, with at most two parameters.</param>
/// <param name="Answer">The response.</param>
internal sealed record CloudRoute(string Operation, string Method, string Template, Func<CloudCall, EmulatorResponse> Answer)
{
    private readonly string[] _segments = Template.Split('/');

    /// <summary>Whether it answers without a key.</summary>
    public bool IsPublic { get; init; }

    /// <summary>How many parts of the path are a parameter: a path without any wins over one with.</summary>
    public int Parameters => _segments.Count(IsParameter);

    /// <summary>Whether a path is this one, and the texts of its parameters.</summary>
    public bool Matches(string path, List<string> parameters)
    {
        parameters.Clear();
        var parts = path.Split('/');
        if (parts.Length != _segments.Length)
        {
            return false;
        }
        for (var at = 0; at < parts.Length; at++)
        {
            if (IsParameter(_segments[at]) && parts[at].Length > 0)
            {
                parameters.Add(parts[at]);
            }
            else if (parts[at] != _segments[at])
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsParameter(string segment) => segment.Length > 0 && segment[0] == '{';
}
