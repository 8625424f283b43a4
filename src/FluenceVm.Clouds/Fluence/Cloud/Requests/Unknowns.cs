using FluenceVm.Model.Errors;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Requests;

/// <summary>
/// Reads what only decorates: if the key may not read it, or it can't be read, the fields that come from it stay unknown, and the
/// user is told once.
/// </summary>
internal sealed class Unknowns(CloudRequests requests)
{
    private readonly List<string> _reasons = [];

    /// <summary>The part; null if it can't be had.</summary>
    public async Task<T?> TryAsync<T>(string part, Func<Task<T>> read)
        where T : class
    {
        try
        {
            return await read();
        }
        catch (Exception exception) when (exception is FluenceApiException { Status: not 401 } or InvalidResponseException
            or CloudConnectionException or TimeoutException)
        {
            Add(part, exception);
            return null;
        }
    }

    /// <summary>Says in one warning what stays unknown, and why.</summary>
    public void Tell(string message)
    {
        lock (_reasons)
        {
            if (_reasons.Count > 0)
            {
                requests.Warn(Text.Of(message, string.Join("; ", _reasons)));
            }
        }
    }

    private void Add(string part, Exception exception)
    {
        var reason = exception is FluenceApiException { Status: 403 } ? Messages.UnknownNotAllowed : exception.Message.TrimEnd('.');
        lock (_reasons)
        {
            _reasons.Add(Text.Of(nameof(Messages.UnknownPart), part, reason));
        }
    }
}
