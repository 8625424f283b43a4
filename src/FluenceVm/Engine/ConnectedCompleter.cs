using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace FluenceVm.Engine;

/// <summary>Completes from what a connection has. It never connects to anything that isn't set up, and never fails loudly.</summary>
public abstract class ConnectedCompleter : IArgumentCompleter
{
    private const int Most = 200;

    private protected ConnectedCompleter()
    {
    }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var typed = (wordToComplete ?? string.Empty).Trim('\'', '"');
        return from candidate in TryLoad(fakeBoundParameters).Where(candidate => candidate.ValueFor(typed) is not null).Take(Most)
               select new CompletionResult(
                   Quote(candidate.ValueFor(typed)!), candidate.Label, CompletionResultType.ParameterValue, candidate.ToolTip);
    }

    /// <summary>What can be completed to, with the connection among the bound parameters, else the runspace's.</summary>
    private protected abstract IReadOnlyList<Candidate> Load(object? connection);

    private IReadOnlyList<Candidate> TryLoad(IDictionary? bound)
    {
        try
        {
            return Load(bound?["Connection"]);
        }
        catch (Exception)
        {
            // A tab key isn't the place for an error; the cmdlet itself will say what is wrong.
            return [];
        }
    }

    private static string Quote(string value) =>
        value.Length > 0 && value.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' or ':' or '/')
            ? value
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'";
}
