BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Disconnect-Fluence' {
    It 'ends the current connection' {
        $null = Connect-Fluence -Emulator
        Disconnect-Fluence
        Get-FluenceContext | Should -BeNullOrEmpty
        { Get-FluenceVm } | Should -Throw -ErrorId 'NotConnected,*'
    }

    It 'makes the context that it ended unusable, and says how to get another' {
        $context = Connect-Fluence -Emulator
        $context | Disconnect-Fluence
        { Get-FluenceVm -Connection $context } | Should -Throw -ErrorId 'ConnectionClosed,*' -ExpectedMessage '*Connect-Fluence*'
    }

    It 'leaves another connection alone' {
        $old = Connect-Fluence -Emulator
        $null = Connect-Fluence -Emulator
        Disconnect-Fluence -Connection $old
        Get-FluenceVm | Should -Not -BeNullOrEmpty
        Disconnect-Fluence
    }

    It 'is not an error if nothing is connected' {
        { Disconnect-Fluence } | Should -Not -Throw
    }
}
