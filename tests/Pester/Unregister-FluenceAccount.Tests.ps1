BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Unregister-FluenceAccount' {
    BeforeEach {
        $env:FLUENCEVM_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        'test', 'prod', 'prod-eu' | ForEach-Object { Register-FluenceAccount $_ -KeyVariable NOT_SET_YET -Force }
    }

    It 'forgets one by its name, and those from the pipeline' {
        Unregister-FluenceAccount TEST
        (Get-FluenceAccount).Name | Should -Be prod, prod-eu
        Get-FluenceAccount prod* | Unregister-FluenceAccount
        Get-FluenceAccount | Should -BeNullOrEmpty
    }

    It 'is an error of its item for one that is not there' {
        Unregister-FluenceAccount nobody, test -ErrorVariable problems @Quiet
        $problems.FullyQualifiedErrorId | Should -BeLike 'AccountNotFound,*'
        (Get-FluenceAccount).Name | Should -Be prod, prod-eu
    }

    It 'forgets nothing under -WhatIf' {
        Unregister-FluenceAccount test -WhatIf
        (Get-FluenceAccount test).Name | Should -Be test
    }

    It 'leaves a connection that was made with it' {
        $emulator = Start-VmEmulator
        $env:FLUENCE_API_KEY_TEST = $emulator.ApiKey
        try {
            Register-FluenceAccount test -KeyVariable FLUENCE_API_KEY_TEST -Endpoint $emulator.Uri -Force
            $null = Connect-Fluence -Account test
            Unregister-FluenceAccount test
            Get-FluenceVm | Should -Not -BeNullOrEmpty
        }
        finally { Remove-Item Env:FLUENCE_API_KEY_TEST; Disconnect-Fluence; Stop-VmEmulator $emulator }
    }
}
