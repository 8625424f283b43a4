using FluenceVm.Clouds.Checks;
using FluenceVm.Clouds.Http;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Cudos.Checks;

/// <summary>
/// Finds out what is wrong with a connection to Cudos Compute, or that nothing is. It only reads, sends no transaction, and says what it
/// finds instead of failing.
/// </summary>
public sealed class CudosCheckup
{
    private static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(15);
    private readonly CudosConnectionOptions _options;

    /// <summary>A check-up of what a connection would be made of.</summary>
    /// <param name="options">Where to and as whom.</param>
    public CudosCheckup(CudosConnectionOptions options)
    {
        _options = options ?? throw new ArgumentNullException(nameof(options));
        _options = options with { Timeout = options.Timeout < LongestAttempt ? options.Timeout : LongestAttempt };
    }

    /// <summary>Why the signing program that was named can't even be asked; null if it can, or if none was named.</summary>
    public string? SignerProblem { get; init; }

    /// <summary>Checks one thing after the other.</summary>
    /// <param name="output">Is told of each as it is found.</param>
    /// <param name="observer">Is told of every attempt of a request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task RunAsync(Action<ConnectionCheck> output, Action<RequestReport>? observer, CancellationToken cancellationToken)
    {
        var report = new CheckReport(output);
        try
        {
            using var connection = new CudosConnection(_options);
        }
        catch (ArgumentException problem)
        {
            report.Fail(CheckNames.Address, problem.Message, null);
            return;
        }
        var nodes = new NodeCheck(report, _options, observer);
        foreach (var node in _options.Nodes)
        {
            await nodes.RunAsync(node, cancellationToken);
        }
        ClockCheck.Run(report, nodes.Answer);
        nodes.TellChain();
        await CheckChainAsync(report, nodes, observer, cancellationToken);
    }

    private async Task CheckChainAsync(
        CheckReport report, NodeCheck nodes, Action<RequestReport>? observer, CancellationToken cancellationToken)
    {
        var signer = new SignerCheck(report, _options, SignerProblem);
        if (nodes.Answered.Count == 0)
        {
            report.Unknown(CudosChecks.Contract, Messages.CheckNoNode);
            report.Unknown(CudosChecks.Denom, Messages.CheckNoNode);
            await signer.RunAsync(cancellationToken);
            report.Unknown(CudosChecks.Balance, Messages.CheckNoNode);
            return;
        }
        using var contract = new ContractCheck(report, _options with { Nodes = nodes.Answered }, observer);
        await contract.CheckContractAsync(cancellationToken);
        await contract.CheckDenomAsync(cancellationToken);
        await contract.CheckBalanceAsync(await signer.RunAsync(cancellationToken), cancellationToken);
    }
}
