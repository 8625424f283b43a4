using FluenceVm.Clouds.Checks;
using FluenceVm.Clouds.Cudos.Nodes;
using FluenceVm.Clouds.Http;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Cudos.Checks;

/// <summary>Whether each node answers, and for which chain.</summary>
internal sealed class NodeCheck(CheckReport report, CudosConnectionOptions options, Action<RequestReport>? observer)
{
    private readonly List<Uri> _answered = [];
    private readonly List<string> _chains = [];

    /// <summary>The nodes that answered, in their order.</summary>
    public IReadOnlyList<Uri> Answered => _answered;

    /// <summary>The first response of a node; null if none answered.</summary>
    public RequestReport? Answer { get; private set; }

    public async Task RunAsync(Uri node, CancellationToken cancellationToken)
    {
        // A query of an address holds its user's key.
        var shown = new Uri(node.GetLeftPart(UriPartial.Path));
        using var gateway = new NodeGateway(options with { Nodes = [node] });
        var (block, problem) = await AskAsync(gateway, cancellationToken);
        if (options.Transport is null)
        {
            await new NetworkCheck(report, shown).RunAsync(problem is ContractException ? null : problem, cancellationToken);
        }
        else
        {
            NetworkCheck.Skip(report);
        }
        if (block is null)
        {
            report.Fail(CudosChecks.Node, Text.Of(nameof(Messages.CheckNodeFailed), shown, problem!.Message), Messages.CheckNodeAdvice);
            return;
        }
        _answered.Add(node);
        _chains.Add(block.ChainId);
        report.Pass(CudosChecks.Node, Text.Of(nameof(Messages.CheckNodeAnswered), shown, block.Height));
    }

    /// <summary>Tells whether the nodes are of one chain, and of the one that was said.</summary>
    public void TellChain()
    {
        var chains = _chains.Distinct(StringComparer.Ordinal).ToList();
        if (chains.Count == 0)
        {
            report.Unknown(CudosChecks.Chain, Messages.CheckNoNode);
        }
        else if (chains.Count > 1)
        {
            report.Fail(
                CudosChecks.Chain,
                Text.Of(nameof(Messages.CheckChains), string.Join(", ", chains)),
                Messages.CheckChainAdvice);
        }
        else if (options.NodeCommand?.ChainId is { } said && said != chains[0])
        {
            report.Fail(CudosChecks.Chain, Text.Of(nameof(Messages.CheckChainAnother), chains[0], said), Messages.CheckChainAdvice);
        }
        else
        {
            report.Pass(CudosChecks.Chain, chains[0]);
        }
    }

    private async Task<(ChainBlock? Block, Exception? Problem)> AskAsync(NodeGateway gateway, CancellationToken cancellationToken)
    {
        try
        {
            return (await new ChainQueries(new NodeCalls(gateway, Observe)).LatestBlockAsync(cancellationToken), null);
        }
        catch (Exception problem) when (ServiceTrouble.Is(problem))
        {
            return (null, problem);
        }
    }

    private void Observe(RequestReport attempt)
    {
        if (attempt.Status is not null)
        {
            Answer ??= attempt;
        }
        observer?.Invoke(attempt);
    }
}
