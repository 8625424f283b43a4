using System.Net;
using FluenceVm.Clouds.Http;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Cudos.Nodes;

/// <summary>
/// One node. Hosted nodes take their users' keys in the address (<c>https://host/path?apikey=..</c>): that query goes along
/// with every request, and is shown nowhere.
/// </summary>
internal sealed class ChainNode : IDisposable
{
    private const int ShortestSecret = 6;
    private readonly ServicePipeline _pipeline;
    private readonly string _query;
    private readonly string[] _secrets;

    public ChainNode(Uri address, CudosConnectionOptions options)
    {
        _pipeline = new ServicePipeline(address, key: null, options.Transport, options.Timeout, options.TimeProvider, Redact);
        _query = address.Query.TrimStart('?');
        var values = _query.Split('&').Select(pair => pair.Substring(pair.IndexOf('=') + 1)).Where(value => value.Length >= ShortestSecret);
        _secrets = [.. values.SelectMany(value => new[] { value, WebUtility.UrlDecode(value) }).Distinct()];
    }

    /// <summary>The clock of everything that waits.</summary>
    public TimeProvider Time => _pipeline.Time;

    /// <summary>Sends a request.</summary>
    /// <exception cref="ContractException">The node answered with an error.</exception>
    public async Task<Response> SendAsync(
        HttpMethod method, string path, byte[]? json, RequestContext context, CancellationToken cancellationToken)
    {
        var target = _query.Length == 0 ? path : path + (path.IndexOf('?') < 0 ? "?" : "&") + _query;
        try
        {
            return await _pipeline.SendAsync(method, target, json, context, cancellationToken);
        }
        catch (ServiceException error)
        {
            throw Refusal(error);
        }
    }

    public void Dispose() => _pipeline.Dispose();

    private static ContractException Refusal(ServiceException error)
    {
        var code = int.TryParse(error.Code, out var number) ? number : 0;
        var text = error.ServiceText;
        return new ContractException(
            Text.Of(nameof(Messages.NodeRefused), error.Status, text ?? Messages.NoExplanation), text, code, status: error.Status);
    }

    private string Redact(string text) => _secrets.Aggregate(text, (shown, secret) => shown.Replace(secret, "***"));
}
