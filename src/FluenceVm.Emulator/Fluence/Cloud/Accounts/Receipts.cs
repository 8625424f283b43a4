using System.Security.Cryptography;
using System.Text.RegularExpressions;
using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Accounts;

/// <summary>What was accepted under an <c>Idempotency-Key</c>. Only what was accepted is kept: a refusal leaves the key free.</summary>
internal sealed class Receipt
{
    /// <summary>The operation, its target, and the key.</summary>
    public string Key { get; set; } = string.Empty;

    /// <summary>A hash of the bytes that were sent.</summary>
    public string Input { get; set; } = string.Empty;

    /// <summary>What came of it.</summary>
    public Guid ResourceId { get; set; }

    /// <summary>Whether that is gone, so that the key has no response any more.</summary>
    public bool IsGone { get; set; }

    /// <summary>The original response of an operation that repeats it; empty if the operation shows the current state instead.</summary>
    public string Answer { get; set; } = string.Empty;
}

/// <summary>An account's receipts. They are kept for as long as the account is.</summary>
internal sealed class Receipts
{
    private readonly Dictionary<string, Receipt> _receipts = new(StringComparer.Ordinal);

    public IEnumerable<Receipt> All => _receipts.Values;

    public void Restore(Receipt receipt) => _receipts.Add(receipt.Key, receipt);

    /// <summary>Whoever asks with the key of this resource from now on is told that it is gone.</summary>
    public void MarkGone(Guid resource)
    {
        foreach (var receipt in _receipts.Values.Where(each => each.ResourceId == resource))
        {
            receipt.IsGone = true;
        }
    }

    /// <summary>The key that a request carries; null for none.</summary>
    /// <exception cref="CloudRefusal">400: it isn't a key, or it is missing and required.</exception>
    public static string? KeyOf(EmulatorRequest request, bool isRequired = false)
    {
        var key = request.Header("Idempotency-Key");
        if (key is null && !isRequired)
        {
            return null;
        }
        if (key is null || !Regex.IsMatch(key, @"\A[A-Za-z0-9._:-]{1,128}\z", RegexOptions.CultureInvariant))
        {
            throw CloudRefusal.BadRequest("invalid request");
        }
        return key;
    }

    /// <summary>What a request with the same key came to before; null if this is the first.</summary>
    /// <exception cref="CloudRefusal">409: with other input. 410: what came of it is gone.</exception>
    public Receipt? Find(CloudCall call, string key)
    {
        if (!_receipts.TryGetValue(ScopeOf(call, key), out var receipt))
        {
            return null;
        }
        if (receipt.Input != Hash(call))
        {
            throw CloudRefusal.Conflict("The key was used with other input", "idempotency_conflict");
        }
        if (receipt.IsGone)
        {
            throw Gone();
        }
        return receipt;
    }

    /// <summary>Keeps what came of a request.</summary>
    public void Keep(CloudCall call, string key, Guid resource, EmulatorResponse? response = null) => Restore(new Receipt
    {
        Key = ScopeOf(call, key),
        Input = Hash(call),
        ResourceId = resource,
        Answer = response is null ? string.Empty : Convert.ToBase64String(response.Body.ToArray()),
    });

    /// <summary>
    /// Makes something at most once for a key; a repetition shows it as it is now.
    /// </summary>
    /// <param name="call">The request.</param>
    /// <param name="make">Makes it.</param>
    /// <param name="find">Finds it again; null if it is gone.</param>
    public T Once<T>(CloudCall call, Func<T> make, Func<Guid, T?> find)
        where T : Asset
    {
        if (KeyOf(call.Request) is not { } key)
        {
            return make();
        }
        if (Find(call, key) is { } receipt)
        {
            var found = find(receipt.ResourceId);
            if (found is not { IsLiving: true })
            {
                throw Gone();
            }
            return found;
        }
        var made = make();
        Keep(call, key, made.Id);
        return made;
    }

    private static CloudRefusal Gone() => new(410, "idempotent_resource_gone", "What was accepted under this key is gone");

    private static string ScopeOf(CloudCall call, string key) => $"{call.Request.Method} {call.Request.Path} {key}";

    private static string Hash(CloudCall call)
    {
        using var sha = SHA256.Create();
        var body = call.Request.Body.IsEmpty ? "{}"u8.ToArray() : call.Request.Body.ToArray();
        return Convert.ToBase64String(sha.ComputeHash(body));
    }
}
