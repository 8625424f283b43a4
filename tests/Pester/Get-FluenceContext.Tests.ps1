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
}
