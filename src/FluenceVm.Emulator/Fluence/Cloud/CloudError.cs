using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>Refusals as generation <c>Cloud</c> writes them: a text and a code (schema <c>ErrorBody</c>).</summary>
internal static class CloudError
{
    private const int BadRequest = 400;

    public static RefusedException NotFound(string what, Guid id) => RefusedException.NotFound($"{what} not found: {id}");

    /// <summary>What is asked for isn't possible in the status that the thing has.</summary>
    public static RefusedException NotAcceptable(string text) => new(406, text);

    public static RefusedException Conflict(string text) => new(409, text);

    public static RefusedException InsufficientBalance(long needed, long balance) =>
        new(422, $"Insufficient balance: {Usdc.Format(needed)} USD is needed, the balance is {Usdc.Format(balance)} USD") { Code = "insufficient_balance" };

    public static EmulatorResponse Answer(RefusedException refused)
    {
        var (status, code) = refused.Status switch
        {
            401 => (401, "unauthorized"),
            403 => (403, "forbidden"),
            404 => (404, "not_found"),
            406 => (406, "not_acceptable"),
            409 => (409, "conflict"),
            422 => (422, "unprocessable_entity"),
            _ => (BadRequest, "bad_request"),
        };
        return JsonResponse.Write(
            json =>
            {
                json.WriteStartObject();
                json.WriteString("error", refused.Message);
                json.WriteString("code", refused.Code ?? code);
                json.WriteEndObject();
            },
            status);
    }
}
