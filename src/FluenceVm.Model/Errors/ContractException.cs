namespace FluenceVm.Model.Errors;

/// <summary>
/// The contract, or the chain that it lives on, refused a query or a transaction. Nothing was changed but, where the
/// transaction is in a block, its fee was paid.
/// </summary>
public sealed class ContractException : CloudException
{
    /// <summary>A refusal.</summary>
    /// <param name="message">What was refused, why, and what to do.</param>
    /// <param name="contractText">The chain's own text, unchanged; null if it gave none.</param>
    /// <param name="code">The chain's code: of a query the node's, of a transaction the one within <paramref name="codespace"/>.</param>
    /// <param name="codespace">Whose code it is: <c>sdk</c>, <c>wasm</c>, ...; null for a query.</param>
    /// <param name="transactionHash">The transaction's hash; null for a query, and where it never got one.</param>
    /// <param name="status">The HTTP status of a query; null for a transaction.</param>
    public ContractException(
        string message, string? contractText, int code, string? codespace = null, string? transactionHash = null, int? status = null)
        : base(message, null)
    {
        ContractText = contractText;
        Code = code;
        Codespace = codespace;
        TransactionHash = transactionHash;
        Status = status;
    }

    /// <summary>The chain's own text, unchanged; null if it gave none.</summary>
    public string? ContractText { get; }

    /// <summary>The chain's code.</summary>
    public int Code { get; }

    /// <summary>Whose code it is; null for a query.</summary>
    public string? Codespace { get; }

    /// <summary>The transaction's hash; null for a query, and where it never got one.</summary>
    public string? TransactionHash { get; }

    /// <summary>The HTTP status of a query; null for a transaction.</summary>
    public int? Status { get; }
}
