using System.Security.Cryptography;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Http;

/// <summary>Lets a caller ask whether a response has changed since.</summary>
internal static class EntityTag
{
    private const int HashBytes = 12;

    /// <summary>The response with its tag, or 304 if the caller has it already.</summary>
    public static EmulatorResponse Answer(EmulatorRequest request, EmulatorResponse response)
    {
        using var sha = SHA256.Create();
        var tag = $"\"{Convert.ToBase64String(sha.ComputeHash(response.Body.ToArray()), 0, HashBytes)}\"";
        var isKnown = request.Header("If-None-Match")?.Split(',').Any(each => each.Trim() == tag || each.Trim() == "*") == true;
        return new EmulatorResponse
        {
            Status = isKnown ? 304 : response.Status,
            Body = isKnown ? default : response.Body,
            Headers = new Dictionary<string, string> { ["ETag"] = tag, ["Cache-Control"] = "private" },
        };
    }
}
