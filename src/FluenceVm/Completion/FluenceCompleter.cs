using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Connections;

namespace FluenceVm.Completion;

/// <summary>Completes from what the current connection to Fluence has. It never connects to anything that isn't set up, and never fails loudly.</summary>
public abstract class FluenceCompleter : IArgumentCompleter
{
    private const int Most = 200;

    private protected FluenceCompleter()
    {
    }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var typed = (wordToComplete ?? string.Empty).Trim('\'', '"');
        return Load(fakeBoundParameters)
            .Where(candidate => candidate.Value.StartsWith(typed, StringComparison.OrdinalIgnoreCase) || candidate.Label.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Take(Most)
            .Select(candidate => new CompletionResult(Quote(candidate.Value), candidate.Label, CompletionResultType.ParameterValue, candidate.ToolTip));
    }

    /// <summary>Reads what can be completed to.</summary>
    private protected abstract Task<IReadOnlyList<Candidate>> LoadAsync(IFluenceClient client, CancellationToken cancellationToken);

    private IReadOnlyList<Candidate> Load(IDictionary? bound)
    {
        try
        {
            var session = bound?[nameof(Pipeline.FluenceCmdlet.Connection)] as FluenceSession
                ?? (RunspaceConnections.Current.Fluence ??= FluenceConnector.FromEnvironment());
            return session is null ? [] : session.Completions.Get(GetType(), async token =>
                await LoadAsync(await session.OpenAsync(_ => { }, token).ConfigureAwait(false), token).ConfigureAwait(false));
        }
        catch (Exception)
        {
            // A tab key is no place for an error; the cmdlet itself will say what is wrong.
            return [];
        }
    }

    private static string Quote(string value) =>
        value.Length > 0 && value.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' or ':' or '/')
            ? value
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'";
}
