/** What is to be said beside what is shown. */
export function Messages({ messages }: { readonly messages: readonly string[] }) {
  return messages.map((message) => (
    <p key={message} class="quiet note">
      {message}
    </p>
  ));
}
