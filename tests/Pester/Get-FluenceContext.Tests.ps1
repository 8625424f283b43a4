BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Get-FluenceContext' {
    It 'is nothing before a connection' {
        Get-FluenceContext | Should -BeNullOrEmpty
    }

    It 'is what Connect-Fluence returned' {
        $context = Connect-Fluence -Emulator
        Get-FluenceContext | Should -Be $context
        Disconnect-Fluence
    }

    It 'has what the page of the surface says and nothing else' {
        $null = Connect-Fluence -Emulator
        (Get-FluenceContext).PSObject.Properties.Name |
            Sort-Object |
            Should -Be @('Account', 'AccountId', 'ApiKeyHint', 'ApiVersion', 'Emulator', 'Endpoint', 'Permissions', 'ServiceVersion')
        Disconnect-Fluence
    }

    It 'belongs to one runspace' {
        $null = Connect-Fluence -Emulator
        $other = [powershell]::Create()
        try {
            $other.AddScript("Import-Module '$env:FLUENCEVM_MODULE'; Get-FluenceContext").Invoke() | Should -BeNullOrEmpty
        }
        finally { $other.Dispose(); Disconnect-Fluence }
    }

    It 'says what somebody who helps needs to know, with or without a connection' {
        $facts = Get-FluenceContext -Diagnostics
        $facts.Module | Should -Be (Get-Module FluenceVm).Version.ToString()
        $facts.PowerShell | Should -Be "$PSEdition $($PSVersionTable.PSVersion)"
        $facts.Runtime | Should -BeLike '.NET*'
        $facts.Connection, $facts.Requests | Should -Be $null, $null
        $null = Connect-Fluence -Emulator -ApiVersion Cloud
        $null = Get-FluenceVm
        $facts = Get-FluenceContext -Diagnostics
        $facts.Connection | Should -BeLike '*: Cloud 0.*'
        $facts.Permissions | Should -BeLike '*vms:write*'
        $facts.Requests | Should -Match 'GET /v3/vms: 200 in \d+ ms, request [0-9a-f-]{36}'
        Disconnect-Fluence
    }

    It 'keeps out of these facts whatever is secret or of the user' {
        $server = Start-TestServer -With @{ Key = $Canary } {
            param($request, $with)
            @{ Status = 403; Body = '{"error":"no"}'; Headers = @{ 'X-Request-Id' = "id $($with.Key)" } }
        }
        $env:FLUENCE_API_KEY_TEST = $Canary
        try {
            Register-FluenceAccount secret-customer -KeyVariable FLUENCE_API_KEY_TEST -Endpoint $server.Uri -ApiVersion MarketV3 -Force
            $null = Connect-Fluence -Account secret-customer
            Get-FluenceVm -ErrorAction SilentlyContinue
        }
        catch { $_ | Should -Not -BeNullOrEmpty }
        finally { Stop-TestServer $server; Remove-Item Env:FLUENCE_API_KEY_TEST }
        $text = Get-FluenceContext -Diagnostics | ConvertTo-Json
        foreach ($private in $Canary, '9f3b', 'secret-customer', $env:FLUENCEVM_HOME) {
            $text | Should -Not -Match ([regex]::Escape($private))
        }
        $text | Should -Match 'GET /\S*vms\S*: 403 in'
        Disconnect-Fluence
    }
}
