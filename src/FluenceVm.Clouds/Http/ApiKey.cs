using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Security;
using FluenceVm.Clouds.Journal;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Http;

/// <summary>The key of a connection: the only place that turns it into text, and the only one that writes it into a request.</summary>
internal sealed class ApiKey
{
    private const string Header = "X-API-KEY";
    private readonly SecureString _value;

    public ApiKey(SecureString value)
    {
        _value = value;
        if (value.Length == 0)
        {
            throw Fault.Argument(nameof(Messages.ApiKeyEmpty));
        }
        if (Reveal().Any(character => character is <= ' ' or > '~'))
        {
            throw Fault.Argument(nameof(Messages.ApiKeyInvalid));
        }
    }

    /// <summary>
    /// Generations v2 and v3 know the key by either header, depending on their age (marketplace page, "Authentication and errors");
    /// for generation Cloud a <c>Bearer</c> value would mean another kind of token.
    /// </summary>
    public void Write(HttpRequestHeaders headers, FluenceApiVersion generation)
    {
        var key = Reveal();
        headers.TryAddWithoutValidation(Header, key);
        if (generation != FluenceApiVersion.Cloud)
        {
            headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
        }
    }

    /// <summary>Takes the key out again, so that nothing that keeps the request keeps the key.</summary>
    public static void Erase(HttpRequestHeaders headers)
    {
        headers.Remove(Header);
        headers.Remove("Authorization");
    }

    /// <summary>A service's text without the key, should it repeat it.</summary>
    public string Redact(string text) => text.Replace(Reveal(), "***");

    /// <summary>What stands for the account of the key; it doesn't give the key away.</summary>
    public string AccountId => Account.IdOf(Reveal());

    private string Reveal()
    {
        var pointer = Marshal.SecureStringToGlobalAllocUnicode(_value);
        try
        {
            return Marshal.PtrToStringUni(pointer)!;
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        }
    }
}
