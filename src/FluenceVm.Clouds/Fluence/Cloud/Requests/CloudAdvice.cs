using FluenceVm.Clouds.Fluence.Cloud.Accounts;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Json;
using FluenceVm.Model.Errors;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Requests;

/// <summary>Adds to a refusal what its code and its violations mean, and what to do about it.</summary>
internal sealed class CloudAdvice(FluenceRequests requests)
{
    private static readonly HashSet<string> AboutMoney =
        new([ErrorCodes.InsufficientBalance, ErrorCodes.NotInGoodStanding], StringComparer.Ordinal);

    public async Task<Response> ExplainAsync(Func<Task<Response>> send, CancellationToken cancellationToken)
    {
        try
        {
            return await send();
        }
        catch (FluenceApiException refusal)
        {
            var sentences = await DescribeAsync(refusal, cancellationToken);
            if (sentences.Count == 0)
            {
                throw;
            }
            throw new FluenceApiException(refusal, string.Join(" ", sentences), CodeOf(refusal));
        }
    }

    private async Task<List<string>> DescribeAsync(FluenceApiException refusal, CancellationToken cancellationToken)
    {
        var body = ErrorWire.Parse(refusal.Body);
        var sentences = body.Violations.Select(Violations.Describe).OfType<string>().Distinct().ToList();
        if (sentences.Count == 0 && CodeWords.Of(refusal.Code) is { } sentence)
        {
            sentences.Add(sentence);
        }
        if (body.Violations.Select(each => each.Code).Append(refusal.Code).Any(code => code is not null && AboutMoney.Contains(code)))
        {
            await TryAddAsync(sentences, () => BalanceAsync(cancellationToken));
        }
        else if (refusal.Status >= 500)
        {
            await TryAddAsync(sentences, () => MaintenanceAsync(cancellationToken));
        }
        return sentences;
    }

    // "Admission refused" says less than why.
    private static string? CodeOf(FluenceApiException refusal) =>
        ErrorWire.Parse(refusal.Body).Violations.Select(violation => violation.Code).OfType<string>().FirstOrDefault();

    // The refusal is the news; what would only have explained it is left out.
    private static async Task TryAddAsync(List<string> sentences, Func<Task<string?>> read)
    {
        try
        {
            if (await read() is { } sentence)
            {
                sentences.Add(sentence);
            }
        }
        catch (Exception exception) when (ServiceTrouble.Is(exception))
        {
        }
    }

    private async Task<string?> BalanceAsync(CancellationToken cancellationToken)
    {
        using var response = await SendOnceAsync(CloudBalances.Path, cancellationToken);
        return Text.Of(
            nameof(Messages.AdviceOnBalance),
            string.Join(", ", await CloudBalances.ReadAsync(response, requests.ProblemsOf(response), cancellationToken)));
    }

    private async Task<string?> MaintenanceAsync(CancellationToken cancellationToken)
    {
        using var response = await SendOnceAsync("v3/service/status", cancellationToken);
        return (await response.ReadObjectAsync(CloudJson.Default.ServiceStatusWire, cancellationToken)).MaintenanceMode == true
            ? Messages.AdviceOnMaintenance
            : null;
    }

    private Task<Response> SendOnceAsync(string path, CancellationToken cancellationToken) =>
        requests.SendAsync(HttpMethod.Get, path, null, requests.NewContext(Repetition.Never), cancellationToken);
}
