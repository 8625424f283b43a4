using FluenceVm.Clouds.Checks;
using FluenceVm.Clouds.Cudos.Contract;
using FluenceVm.Clouds.Cudos.Nodes;
using FluenceVm.Clouds.Http;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Cudos.Checks;

/// <summary>Whether the contract answers, its coin is one of the chain, and the account has any.</summary>
internal sealed class ContractCheck : IDisposable
{
    private readonly CheckReport _report;
    private readonly CudosConnectionOptions _options;
    private readonly NodeGateway _gateway;
    private readonly NodeCalls _calls;

    public ContractCheck(CheckReport report, CudosConnectionOptions options, Action<RequestReport>? observer)
    {
        _report = report;
        _options = options;
        _gateway = new NodeGateway(options);
        _calls = new NodeCalls(_gateway, observer);
    }

    public Task CheckContractAsync(CancellationToken cancellationToken) => TryAsync(CudosChecks.Contract, async () =>
    {
        try
        {
            var count = 0;
            await new ContractQueries(_calls, _options.ContractAddress, _ => { })
                .ListMachineTypesAsync(_ => count++, cancellationToken);
            _report.Pass(CudosChecks.Contract, Text.Of(nameof(Messages.CheckContract), _options.ContractAddress, count));
        }
        catch (ContractException refusal)
        {
            _report.Fail(CudosChecks.Contract, refusal.Message, Messages.CheckContractAdvice);
        }
    });

    public Task CheckDenomAsync(CancellationToken cancellationToken) => TryAsync(CudosChecks.Denom, async () =>
    {
        var supply = await new ChainQueries(_calls).FindSupplyAsync(_options.Denom, cancellationToken);
        if (supply is null)
        {
            _report.Unknown(CudosChecks.Denom, Messages.CheckDenomUnknown);
        }
        else if (supply.Value.IsZero)
        {
            _report.Fail(CudosChecks.Denom, Text.Of(nameof(Messages.CheckDenomMissing), _options.Denom), Messages.CheckDenomAdvice);
        }
        else
        {
            _report.Pass(CudosChecks.Denom, _options.Denom);
        }
    });

    /// <summary>Looks what an account has.</summary>
    /// <param name="owner">The account; null if the connection acts for none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task CheckBalanceAsync(string? owner, CancellationToken cancellationToken) => TryAsync(CudosChecks.Balance, async () =>
    {
        if (owner is null)
        {
            _report.Unknown(CudosChecks.Balance, Messages.CheckNoOwner);
            return;
        }
        switch (await new ChainQueries(_calls).FindBalanceAsync(owner, _options.Denom, cancellationToken))
        {
            case null:
                _report.Unknown(CudosChecks.Balance, Messages.CheckNotTold);
                break;
            case { IsZero: true }:
                _report.Fail(
                    CudosChecks.Balance, Text.Of(nameof(Messages.CheckNoCoins), owner), Text.Of(nameof(Messages.CheckCoinsAdvice), owner));
                break;
            case { } amount:
                _report.Pass(CudosChecks.Balance, Text.Of(nameof(Messages.CheckCoins), owner, CudosAmount.Format(amount)));
                break;
        }
    });

    public void Dispose() => _gateway.Dispose();

    private async Task TryAsync(string check, Func<Task> look)
    {
        try
        {
            await look();
        }
        catch (Exception trouble) when (ServiceTrouble.Is(trouble))
        {
            _report.Unknown(check, trouble.Message);
        }
    }
}
