using FluenceVm.Clouds.Http;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Cudos.Nodes;

/// <summary>The chain's nodes. A read goes to the one that answered last; when it is down, the next is tried.</summary>
internal sealed class NodeGateway : IDisposable
{
    private readonly ChainNode[] _nodes;
    private int _current;

    public NodeGateway(CudosConnectionOptions options)
    {
        if (options.Nodes.Count == 0)
        {
            throw Fault.Argument(nameof(Messages.NodeMissing));
        }
        var nodes = new List<ChainNode>();
        foreach (var node in options.Nodes)
        {
            nodes.Add(new ChainNode(node, options));
        }
        _nodes = [.. nodes];
    }

    /// <summary>The clock of everything that waits.</summary>
    public TimeProvider Time => _nodes[0].Time;

    /// <summary>Reads from the first node that answers.</summary>
    /// <param name="path">The path.</param>
    /// <param name="shownPath">What messages and reports call it; null for the path itself.</param>
    /// <param name="observer">Is told of every attempt.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ContractException">The node answered with an error.</exception>
    /// <exception cref="CloudConnectionException">No node answered.</exception>
    /// <exception cref="TimeoutException">The only node did not answer in time.</exception>
    public async Task<Response> GetAsync(
        string path, string? shownPath, Action<RequestReport>? observer, CancellationToken cancellationToken)
    {
        var first = Volatile.Read(ref _current);
        var failures = new List<string>();
        while (true)
        {
            var index = (first + failures.Count) % _nodes.Length;
            // With another node to turn to, waiting for this one to recover would only lose time.
            var context = new RequestContext
            {
                Repetition = _nodes.Length == 1 ? Repetition.ByMethod : Repetition.Never,
                ServerErrorIsFinal = true,
                ShownPath = shownPath,
                Observer = observer,
            };
            try
            {
                var response = await _nodes[index].SendAsync(HttpMethod.Get, path, null, context, cancellationToken);
                Volatile.Write(ref _current, index);
                return response;
            }
            catch (Exception exception) when (_nodes.Length > 1 && IsDown(exception))
            {
                failures.Add(exception.Message);
                if (failures.Count == _nodes.Length)
                {
                    throw new CloudConnectionException(
                        Text.Of(nameof(Messages.NoNodeAnswered), _nodes.Length, string.Join(" ", failures)),
                        mayHaveArrived: false,
                        exception);
                }
            }
        }
    }

    /// <summary>Sends a change to the node that answered last: once.</summary>
    public Task<Response> PostAsync(string path, byte[] json, Action<RequestReport>? observer, CancellationToken cancellationToken) =>
        _nodes[Volatile.Read(ref _current)].SendAsync(
            HttpMethod.Post, path, json, new RequestContext { Observer = observer }, cancellationToken);

    public void Dispose()
    {
        foreach (var node in _nodes)
        {
            node.Dispose();
        }
    }

    // A node's own 500 has a code beside it; without one, something in front of the node answered.
    private static bool IsDown(Exception exception) => exception
        is CloudConnectionException or TimeoutException or ContractException { Status: < 400 or 408 or 429 or > 500 }
            or ContractException { Status: 500, Code: 0 };
}

/// <summary>The nodes as one caller sees them, who is told of every attempt.</summary>
internal sealed class NodeCalls(NodeGateway gateway, Action<RequestReport>? observer)
{
    public TimeProvider Time => gateway.Time;

    public Task<Response> GetAsync(string path, CancellationToken cancellationToken, string? shownPath = null) =>
        gateway.GetAsync(path, shownPath, observer, cancellationToken);

    public Task<Response> PostAsync(string path, byte[] json, CancellationToken cancellationToken) =>
        gateway.PostAsync(path, json, observer, cancellationToken);
}
